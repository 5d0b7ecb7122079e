//! GitHub Actions: annotations at the learner's lines, a job summary, and the result that classroom-resources/autograding-grading-reporter
//! reads. In: submissions. Out: three texts; who writes them where the environment says is not decided here.

pub mod annotations;
pub mod base64;
pub mod result;
pub mod summary;

#[cfg(test)]
mod tests;
