//! The checks of suites that were read before: reading Rust takes longer than everything else that a list needs. In and out:
//! `target/threadlings/suites/NN_name.WORLD.json`, each with the key of the source that it was made from.

use super::{Check, World};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

#[derive(Serialize, Deserialize)]
struct Known {
    key: String,
    checks: Vec<(String, String, f64)>,
}

/// The checks in a source, from memory if it has not changed.
pub fn checks(
    folder: &Path,
    name: &str,
    world: World,
    source: &str,
    read: impl FnOnce() -> syn::Result<Vec<Check>>,
) -> syn::Result<Vec<Check>> {
    let file = folder.join(format!("{name}.{}.json", world.name()));
    let key = format!("{:016x}", crate::state::hash(&format!("{}\0{source}", own_stamp())));
    if let Some(checks) = known(&file, &key, world) {
        return Ok(checks);
    }
    let checks = read()?;
    // What can't be remembered is read again.
    let _ = remember(&file, key, &checks);
    Ok(checks)
}

fn known(file: &PathBuf, key: &str, world: World) -> Option<Vec<Check>> {
    let known: Known = serde_json::from_slice(&std::fs::read(file).ok()?).ok()?;
    let check = |(id, title, points)| Check {
        id,
        title,
        points,
        world,
    };
    (known.key == key).then(|| known.checks.into_iter().map(check).collect())
}

fn remember(file: &Path, key: String, checks: &[Check]) -> Result<(), crate::error::Error> {
    let checks = checks
        .iter()
        .map(|check| (check.id.clone(), check.title.clone(), check.points));
    let known = Known {
        key,
        checks: checks.collect(),
    };
    crate::state::write_aside(file, &serde_json::to_string(&known).unwrap_or_default())
}

/// Changes whenever the checker is built anew.
pub fn own_stamp() -> String {
    let own = std::env::current_exe()
        .and_then(|path| path.metadata())
        .and_then(|data| data.modified());
    format!("{own:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_not_changed_is_not_read_again_and_what_has_is() {
        let folder = tempfile::tempdir().unwrap();
        let check = |id: &str| Check {
            id: id.to_owned(),
            title: "T".to_owned(),
            points: 1.5,
            world: World::Loom,
        };
        let ask = |source: &str, id: &'static str| {
            checks(folder.path(), "09_race_demo", World::Loom, source, || {
                Ok(vec![check(id)])
            })
            .unwrap()
        };
        assert_eq!(ask("one", "first"), [check("first")]);
        assert_eq!(ask("one", "again"), [check("first")]);
        assert_eq!(ask("two", "second"), [check("second")]);
        std::fs::write(folder.path().join("09_race_demo.loom.json"), "{").unwrap();
        assert_eq!(ask("two", "third"), [check("third")]);
    }
}
