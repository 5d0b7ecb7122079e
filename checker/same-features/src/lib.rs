//! Nothing. Cargo gives a crate all features that anything in the same build asks for, so the tests, the checker and the engines would
//! each build some crates, and everything that stands on them, anew. As all of them depend on this package, all ask for the same.
//! The idea is cargo-hakari's, which calls such a package a workspace-hack.
