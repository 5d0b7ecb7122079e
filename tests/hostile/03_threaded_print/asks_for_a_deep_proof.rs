//! kind: does_not_compile
//! A bound that takes the compiler for ever.

#![recursion_limit = "100000"]

struct Pair<T>(T);

trait Proof {}

impl Proof for () {}

impl<T> Proof for Pair<T> where Pair<Pair<T>>: Proof {}

fn needs<T: Proof>(_: T) {}

pub fn print_numbers(last: u32) {
    needs(Pair(last));
}
