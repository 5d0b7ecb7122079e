//! kind: deadlock | did_not_finish
//! Nothing can stop it: every panic is caught, also those that end an execution, and it begins again.

pub fn print_numbers(last: u32) {
    loop {
        let done = std::panic::catch_unwind(|| {
            let lock = std::sync::Mutex::new(0);
            let _first = lock.lock();
            let _second = lock.lock();
        });
        if done.is_ok() && last == 99 {
            return;
        }
    }
}
