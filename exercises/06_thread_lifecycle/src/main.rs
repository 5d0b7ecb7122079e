//! Three pieces of work under supervision: one that ends well, one that panics, one that nobody starts. Looks at them now and
//! then. An argument says how many milliseconds the first takes (900 without one); the second panics after a quarter of that.

use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use thread_lifecycle::Supervisor;

fn main() -> ExitCode {
    let argument = std::env::args().nth(1).unwrap_or_else(|| "900".to_string());
    let Ok(milliseconds) = argument.parse() else {
        eprintln!("`{argument}` is not a number of milliseconds; try 900, or leave the argument out");
        return ExitCode::from(2);
    };
    let time = Duration::from_millis(milliseconds);

    let mut bread = Supervisor::new(move || {
        thread::sleep(time);
        "a loaf of bread".to_string()
    });
    let mut cake = Supervisor::new(move || -> String {
        thread::sleep(time / 4);
        panic!("the oven is on fire after {} ms", (time / 4).as_millis())
    });
    let mut soup = Supervisor::new(|| "a bowl of soup".to_string());

    let mut look = |moment: &str, bread: &mut Supervisor<String>, cake: &mut Supervisor<String>| {
        println!(
            "{moment} bread {:?}, cake {:?}, soup {:?}",
            bread.state(),
            cake.state(),
            soup.state()
        );
    };
    look("before:  ", &mut bread, &mut cake);
    bread.start();
    cake.start();
    look("at once: ", &mut bread, &mut cake);
    thread::sleep(time / 2);
    look("half-way:", &mut bread, &mut cake);
    println!("bread.wait() returns {:?}", bread.wait());
    println!("cake.wait() returns {:?}", cake.wait());
    look("after:   ", &mut bread, &mut cake);
    ExitCode::SUCCESS
}
