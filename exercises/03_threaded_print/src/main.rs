//! Given: prints the numbers 1 to 10 with your function. Run it a few times; the order of the lines may differ.

fn main() {
    threaded_print::print_numbers(10);
}
