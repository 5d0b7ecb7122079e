//! Items of std that one of the worlds can't have. They are there, with a bound that nobody meets, so that the compiler can say why.

/// Met by what this world has.
#[diagnostic::on_unimplemented(
    message = "an atomic can't be reached through a pointer where every interleaving is explored",
    label = "the checker can't follow what is done through this",
    note = "use the atomic itself"
)]
pub trait Offered {}

/// `as_ptr`: what is done through a pointer is no step, and loom keeps no value there.
pub struct ThePlaceOfAnAtomic<'here>(std::marker::PhantomData<&'here ()>);

/// `from_ptr`: a stand-in's atomic has more to it than its value.
pub struct AnAtomicInForeignMemory<'here>(std::marker::PhantomData<&'here ()>);
