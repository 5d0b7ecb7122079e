//! Prints the squares of 1 to 10, computed by your thread pool: `cargo run -p thread_pool_squares [WORKERS]`.

use thread_pool_squares::squares;

fn main() {
    let workers = std::env::args().nth(1).map_or(4, |argument| {
        argument
            .parse()
            .expect("the argument is the number of workers, a whole number such as 4")
    });
    let numbers: Vec<u64> = (1..=10).collect();

    for (number, square) in numbers.iter().zip(squares(&numbers, workers)) {
        println!("{number} squared is {square}");
    }
}
