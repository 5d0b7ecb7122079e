# What setup.sh and run_autograder share.

# The exercise that this assignment is about, as its folder is called: EXERCISE=09_race_demo. Learners may then hand in a bare lib.rs.
# Empty: all exercises.
EXERCISE="${EXERCISE:-}"

AUTOGRADER="${AUTOGRADER:-/autograder}"
CHECKER="${CHECKER:-$AUTOGRADER/source/target/debug/checker}"
FORMAT="${FORMAT:-gradescope}"
if [ "$AUTOGRADER" = /autograder ]; then
    # Not in anybody's home, since these two may be run by different users.
    export RUSTUP_HOME=/usr/local/rustup CARGO_HOME=/usr/local/cargo
    export PATH="/usr/local/cargo/bin:$PATH"
fi
