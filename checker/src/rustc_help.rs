//! One sentence beside rustc's own words, for the errors that learners of threads meet most. In: an error's code and message. Out: what
//! it means among threads. Never the answer: what to change depends on what the program is to do.

/// What an error means among threads, if it is one of those that they bring about.
pub fn among_threads(code: &str, message: &str) -> Option<&'static str> {
    let help = match code {
        "E0373" => {
            "the new thread may still run when this function has returned, so it can't borrow the function's variables. A `move` \
             closure owns what it uses, and a `thread::scope` promises to end in time."
        }
        "E0277" if message.contains("cannot be sent between threads") => {
            "this type is made for one thread only and must not travel to another one (it is not `Send`): `Rc` and lock guards, for \
             example. Its relatives for several threads live in std::sync."
        }
        "E0277" if message.contains("cannot be shared between threads") => {
            "two threads that look at this at once could get in each other's way (it is not `Sync`): `Cell` and `RefCell`, for \
             example. What may be shared and changed has a lock or an atomic around it."
        }
        "E0382" => {
            "the value was given away before, to a closure or a thread, and has one owner only. Threads that are to share something \
             need a handle each."
        }
        "E0499" => {
            "two places could change the same value at once. Either one comes after the other (a lock sees to that), or each gets a \
             part of its own."
        }
        "E0502" => {
            "somebody still looks at the value while it is to be changed. Who looks must be done first, or look at a copy."
        }
        "E0507" => {
            "this would take a value out of something that is only lent here. `join`, for one, needs the handle itself: where can it be \
             taken from for good?"
        }
        "E0521" => {
            "a spawned thread may live as long as the program, so what this function has only borrowed can't go with it: hand over \
             something that the thread owns, or let the thread end within a `thread::scope`."
        }
        "E0596" => {
            "what several threads share can only be looked at, not changed, unless there is a lock or an atomic around it; and a \
             variable of one's own needs `mut`."
        }
        "E0597" => {
            "the value is gone at the end of its block, while a thread or a guard still borrows it: it must live longer than they do, \
             or belong to them."
        }
        "E0716" => {
            "a value without a name lives until the end of its statement, also a lock's guard. With a name it lives until the end of \
             the block."
        }
        _ => return None,
    };
    Some(help)
}
