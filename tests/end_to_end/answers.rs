//! The promise of the whole repository: every answer of the authors' is judged as it should be.

#[test]
fn stubs_solutions_wrong_and_right_answers_are_judged_as_they_should_be() {
    let output = std::process::Command::new(tests::checker())
        .args(["dev", "check"])
        .current_dir(tests::root())
        .output()
        .expect("the checker can be started");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
