//! What is refused, as lists: paths, macros, names, attributes, each with the reason that the learner is given.

pub const UNSAFE: &str = "no exercise needs it, and the checker cannot see what unsafe code does";
pub const ENGINE: &str = "it bypasses the std that the checker watches; use the same item from `std`";
pub const OUTSIDE: &str = "an answer is one file and nothing else";
pub const SYSTEM: &str = "no exercise needs it, and the checker runs the answer in a world of its own without it";

const HOOK: &str = "the checker needs the panic hook itself";
pub const MACRO: &str =
    "in a macro of your own the checker cannot see what it leads to; write the path out, from `std`";
pub const HOLE: &str = "a reference with one lifetime to a reference with another is how holes in the language are used; give both the same";

/// The paths that are refused, and everything below them.
pub const PATHS: [(&str, &str); 20] = [
    ("core::sync", ENGINE),
    ("core::hint", ENGINE),
    ("core::arch", ENGINE),
    ("core::intrinsics", ENGINE),
    ("alloc::sync", ENGINE),
    ("alloc::task", ENGINE),
    ("std::process::Command", SYSTEM),
    ("std::process::Child", SYSTEM),
    ("std::os", SYSTEM),
    ("std::net", SYSTEM),
    ("std::fs", SYSTEM),
    ("std::arch", ENGINE),
    ("std::intrinsics", ENGINE),
    ("std::include", OUTSIDE),
    ("core::include", OUTSIDE),
    ("std::env::set_current_dir", SYSTEM),
    ("std::env::current_exe", SYSTEM),
    ("std::backtrace", SYSTEM),
    ("std::panic::set_hook", HOOK),
    ("std::panic::take_hook", HOOK),
];

/// Macros that read other files or the checker's environment.
pub const MACROS: [(&str, &str); 6] = [
    ("include", OUTSIDE),
    ("env", OUTSIDE),
    ("asm", UNSAFE),
    ("include_str", OUTSIDE),
    ("include_bytes", OUTSIDE),
    ("option_env", OUTSIDE),
];

/// Parts of refused paths that a macro could put together: `std::$module::$item`. Refused only in files that have such a macro.
pub const PARTS: [&str; 6] = ["core", "alloc", "fs", "net", "os", "Command"];

/// Names that mean nothing else, wherever they stand.
pub const NAMES: [(&str, &str); 7] = [
    ("__engine", ENGINE),
    ("unsafe", UNSAFE),
    ("global_asm", UNSAFE),
    ("naked_asm", UNSAFE),
    ("include_str", OUTSIDE),
    ("include_bytes", OUTSIDE),
    ("option_env", OUTSIDE),
];

pub const ATTRIBUTES: [(&str, &str); 20] = [
    ("used", UNSAFE),
    ("naked", UNSAFE),
    ("link_name", UNSAFE),
    ("linkage", UNSAFE),
    ("panic_handler", UNSAFE),
    ("alloc_error_handler", UNSAFE),
    ("lang", UNSAFE),
    ("no_main", OUTSIDE),
    ("no_core", OUTSIDE),
    ("crate_type", OUTSIDE),
    ("crate_name", OUTSIDE),
    ("path", OUTSIDE),
    ("no_mangle", UNSAFE),
    ("export_name", UNSAFE),
    ("link_section", UNSAFE),
    ("link", OUTSIDE),
    ("global_allocator", UNSAFE),
    ("feature", "the answer must compile with stable Rust"),
    ("no_std", "the checker replaces std, so the answer must use it"),
    (
        "no_implicit_prelude",
        "the checker replaces std's prelude, so the answer must use it",
    ),
];
