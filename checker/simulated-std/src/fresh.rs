//! Statics that start afresh in every execution.
//!
//! `static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new())` is made once, at compile time, and each execution must find it as
//! if the program had just begun. So the first use of an object keeps a copy of its value's bytes, and the first
//! use in each later execution puts them back. What the previous execution left in it is forgotten, not dropped, as
//! at the end of a process. An object that is made while the program runs never sees a second execution.

use crate::engine;
use real_std::cell::{Cell, UnsafeCell};
use recorder::trace::Object;

/// Beside a value that may be in a static: knows the execution it was last used in.
pub struct Fresh {
    epoch: Cell<u64>,
    object: Cell<Object>,
    /// The value's bytes as they were made.
    pristine: UnsafeCell<Option<Box<[u8]>>>,
}

impl Fresh {
    pub const fn new() -> Fresh {
        Fresh {
            epoch: Cell::new(0),
            object: Cell::new(0),
            pristine: UnsafeCell::new(None),
        }
    }

    /// To be called before each use. `true` when this is the first use in this execution: the owner then puts
    /// its other fields back too.
    #[inline]
    pub fn touch<T: ?Sized>(&self, value: *mut T) -> bool {
        let epoch = engine::epoch();
        if self.epoch.get() == epoch || epoch == 0 {
            return false;
        }
        // SAFETY: the owner's value; it is looked at by nobody else meanwhile.
        let size = size_of_val(unsafe { &*value });
        self.renew(epoch, value.cast(), size);
        true
    }

    #[cold]
    fn renew(&self, epoch: u64, bytes: *mut u8, size: usize) {
        // SAFETY: one simulated thread runs at a time, and a value that is first used in this execution is borrowed by nobody.
        // The bytes that are put back are those of a value that was made at compile time and has no owner elsewhere.
        unsafe {
            let pristine = &mut *self.pristine.get();
            match pristine {
                None => {
                    let mut copy = Box::<[u8]>::new_uninit_slice(size);
                    real_std::ptr::copy_nonoverlapping(bytes, copy.as_mut_ptr().cast(), size);
                    *pristine = Some(copy.assume_init());
                }
                Some(copy) => real_std::ptr::copy_nonoverlapping(copy.as_ptr(), bytes, size),
            }
        }
        self.epoch.set(epoch);
        self.object.set(engine::new_object());
    }

    /// The number of the object in this execution.
    #[inline]
    pub fn object(&self) -> Object {
        self.object.get()
    }
}

/// A number for some bytes.
///
/// Never inlined: what is generic is compiled with the learner's crate, without optimisation, where this loop would take most of the time.
///
/// # Safety
/// The bytes must lie within one value. Padding may hold anything; a volatile read of it gives some byte.
#[inline(never)]
pub unsafe fn hash_of_bytes(bytes: *const u8, length: usize) -> u64 {
    // FNV-1a.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for at in 0..length {
        // SAFETY: the caller's word.
        let byte = unsafe { bytes.add(at).read_volatile() };
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// A value of one of the types that are small enough to show, read through its type's name.
pub fn peek<T: ?Sized>(value: &T) -> Option<recorder::trace::Value> {
    // SAFETY: the name is the type's own.
    unsafe { peek_at(real_std::any::type_name::<T>(), real_std::ptr::from_ref(value).cast()) }
}

/// # Safety
/// The value must be of the type that is named: only the primitive types have these names; a type of the learner's has its path before it.
unsafe fn peek_at(name: &str, value: *const u8) -> Option<recorder::trace::Value> {
    use recorder::trace::Value;
    macro_rules! numbers {
        ($($name:ident)*) => {
            match name {
                // SAFETY: the caller's word.
                $(stringify!($name) => Some(Value::Int(unsafe { *value.cast::<$name>() } as i128)),)*
                "bool" => Some(Value::Bool(unsafe { *value.cast::<bool>() })),
                "alloc::string::String" => {
                    let text = unsafe { &*value.cast::<String>() };
                    (text.len() <= 20).then(|| Value::Text(text.clone()))
                }
                _ => None,
            }
        };
    }
    numbers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize)
}
