//! kind: forbidden
//! A raw identifier names the same macro.

r#include!("../../../../../../solutions/03_threaded_print/src/lib.rs");
