//! AUTHOR: what there is to see. `cargo run -p NAME`.

use NAME::total;

fn main() {
    let numbers: Vec<u64> = (1..=10).collect();
    println!("The sum of {numbers:?} is {}.", total(&numbers));
}
