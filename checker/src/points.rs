//! Arithmetic with points. Halves and thirds are summed so that the same points are the same number, whatever the order.

/// The sum, without the dust that adding fractions leaves behind. It would make 0.1 + 0.2 more than 0.3, and 0.8 less than itself.
pub fn sum(points: impl Iterator<Item = f64>) -> f64 {
    clean(points.sum())
}

/// Points that count so many times.
pub fn weighted(points: f64, weight: f64) -> f64 {
    clean(points * weight)
}

fn clean(points: f64) -> f64 {
    // Adding zero: the sum of nothing is minus zero, and would be printed so.
    (points * 1e6).round() / 1e6 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_leave_no_dust() {
        assert_eq!(sum([0.1, 0.2].into_iter()), 0.3);
        assert_eq!(sum([0.3, 0.3, 0.2].into_iter()), 0.8);
        assert_eq!((weighted(3.0, 0.1), weighted(1.5, 2.0)), (0.3, 3.0));
    }

    #[test]
    fn nothing_is_zero_and_not_minus_zero() {
        assert!(sum(std::iter::empty()).is_sign_positive());
    }
}
