//! `std::collections::hash_set`: the real one with our [`RandomState`]. Why it is wrapped, and what is forwarded, is as with
//! [`super::hash_map`].

use crate::hash::RandomState;
use real_std::borrow::Borrow;
use real_std::collections::TryReserveError;
use real_std::collections::hash_set as real;
use real_std::fmt::{self, Debug};
use real_std::hash::{BuildHasher, Hash};
use real_std::ops::{BitAnd, BitOr, BitXor, Deref, DerefMut, Sub};

// The iterators.
pub use real_std::collections::hash_set::*;

pub struct HashSet<T, S = RandomState> {
    real: real::HashSet<T, S>,
}

impl<T> HashSet<T, RandomState> {
    #[inline]
    #[must_use]
    pub fn new() -> HashSet<T, RandomState> {
        HashSet::default()
    }

    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> HashSet<T, RandomState> {
        HashSet::with_capacity_and_hasher(capacity, RandomState::new())
    }
}

impl<T, S> HashSet<T, S> {
    #[inline]
    pub const fn with_hasher(hasher: S) -> HashSet<T, S> {
        HashSet {
            real: real::HashSet::with_hasher(hasher),
        }
    }

    #[inline]
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashSet<T, S> {
        HashSet {
            real: real::HashSet::with_capacity_and_hasher(capacity, hasher),
        }
    }

    #[inline]
    pub fn capacity(&self) -> usize {
        self.real.capacity()
    }

    #[inline]
    pub fn iter(&self) -> Iter<'_, T> {
        self.real.iter()
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.real.len()
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.real.is_empty()
    }

    #[inline]
    pub fn drain(&mut self) -> Drain<'_, T> {
        self.real.drain()
    }

    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {
        self.real.retain(f);
    }

    #[inline]
    pub fn clear(&mut self) {
        self.real.clear();
    }

    #[inline]
    pub fn hasher(&self) -> &S {
        self.real.hasher()
    }
}

impl<T: Eq + Hash, S: BuildHasher> HashSet<T, S> {
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        self.real.reserve(additional);
    }

    /// # Errors
    /// The capacity is more than there can be, or the allocator has no more.
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.real.try_reserve(additional)
    }

    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.real.shrink_to_fit();
    }

    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        self.real.shrink_to(min_capacity);
    }

    #[inline]
    pub fn difference<'a>(&'a self, other: &'a HashSet<T, S>) -> Difference<'a, T, S> {
        self.real.difference(&other.real)
    }

    #[inline]
    pub fn symmetric_difference<'a>(&'a self, other: &'a HashSet<T, S>) -> SymmetricDifference<'a, T, S> {
        self.real.symmetric_difference(&other.real)
    }

    #[inline]
    pub fn intersection<'a>(&'a self, other: &'a HashSet<T, S>) -> Intersection<'a, T, S> {
        self.real.intersection(&other.real)
    }

    #[inline]
    pub fn union<'a>(&'a self, other: &'a HashSet<T, S>) -> Union<'a, T, S> {
        self.real.union(&other.real)
    }

    #[inline]
    pub fn contains<Q>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.real.contains(value)
    }

    #[inline]
    pub fn get<Q>(&self, value: &Q) -> Option<&T>
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.real.get(value)
    }

    pub fn is_disjoint(&self, other: &HashSet<T, S>) -> bool {
        self.real.is_disjoint(&other.real)
    }

    pub fn is_subset(&self, other: &HashSet<T, S>) -> bool {
        self.real.is_subset(&other.real)
    }

    #[inline]
    pub fn is_superset(&self, other: &HashSet<T, S>) -> bool {
        self.real.is_superset(&other.real)
    }

    #[inline]
    pub fn insert(&mut self, value: T) -> bool {
        self.real.insert(value)
    }

    #[inline]
    pub fn replace(&mut self, value: T) -> Option<T> {
        self.real.replace(value)
    }

    #[inline]
    pub fn remove<Q>(&mut self, value: &Q) -> bool
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.real.remove(value)
    }

    #[inline]
    pub fn take<Q>(&mut self, value: &Q) -> Option<T>
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.real.take(value)
    }
}

impl<T, S> Deref for HashSet<T, S> {
    type Target = real::HashSet<T, S>;

    #[inline]
    fn deref(&self) -> &real::HashSet<T, S> {
        &self.real
    }
}

impl<T, S> DerefMut for HashSet<T, S> {
    #[inline]
    fn deref_mut(&mut self) -> &mut real::HashSet<T, S> {
        &mut self.real
    }
}

impl<T: Clone, S: Clone> Clone for HashSet<T, S> {
    #[inline]
    fn clone(&self) -> Self {
        HashSet {
            real: self.real.clone(),
        }
    }

    #[inline]
    fn clone_from(&mut self, source: &Self) {
        self.real.clone_from(&source.real);
    }
}

impl<T: Debug, S> Debug for HashSet<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

impl<T, S: Default> Default for HashSet<T, S> {
    #[inline]
    fn default() -> HashSet<T, S> {
        HashSet::with_hasher(S::default())
    }
}

impl<T: Eq + Hash, S: BuildHasher> PartialEq for HashSet<T, S> {
    fn eq(&self, other: &HashSet<T, S>) -> bool {
        self.real == other.real
    }
}

impl<T: Eq + Hash, S: BuildHasher> Eq for HashSet<T, S> {}

macro_rules! operators {
    ($($operator:ident $method:ident)*) => {$(
        impl<T: Eq + Hash + Clone, S: BuildHasher + Default> $operator<&HashSet<T, S>> for &HashSet<T, S> {
            type Output = HashSet<T, S>;

            fn $method(self, rhs: &HashSet<T, S>) -> HashSet<T, S> {
                HashSet { real: (&self.real).$method(&rhs.real) }
            }
        }
    )*};
}
operators!(BitOr bitor BitAnd bitand BitXor bitxor Sub sub);

impl<'a, T, S> IntoIterator for &'a HashSet<T, S> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    #[inline]
    fn into_iter(self) -> Iter<'a, T> {
        self.real.iter()
    }
}

impl<T, S> IntoIterator for HashSet<T, S> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    #[inline]
    fn into_iter(self) -> IntoIter<T> {
        self.real.into_iter()
    }
}

impl<T: Eq + Hash, S: BuildHasher> Extend<T> for HashSet<T, S> {
    #[inline]
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        self.real.extend(iter);
    }
}

impl<'a, T: Eq + Hash + Copy + 'a, S: BuildHasher> Extend<&'a T> for HashSet<T, S> {
    #[inline]
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        self.real.extend(iter);
    }
}

impl<T: Eq + Hash, S: BuildHasher + Default> FromIterator<T> for HashSet<T, S> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> HashSet<T, S> {
        HashSet {
            real: iter.into_iter().collect(),
        }
    }
}

impl<T: Eq + Hash, const N: usize> From<[T; N]> for HashSet<T, RandomState> {
    fn from(arr: [T; N]) -> Self {
        arr.into_iter().collect()
    }
}
