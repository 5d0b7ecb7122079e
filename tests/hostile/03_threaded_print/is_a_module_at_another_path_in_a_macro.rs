//! kind: forbidden
//! The same, with the attribute given to a macro.

macro_rules! module {
    ($attribute:meta) => {
        #[$attribute]
        mod solution;
    };
}
module!(path = "../../../../../../solutions/03_threaded_print/src/lib.rs");
pub use solution::print_numbers;
