//! Every stable item of `hash_map` and `hash_set`, by its path, as std has it.
//!
//! Compiled with the stand-ins as `std` and with std itself: what holds for one must hold for all.

use std::collections::hash_map::{self, DefaultHasher, Entry};
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque, hash_set};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::iter::FusedIterator;
use std::panic::{RefUnwindSafe, UnwindSafe};

/// A hasher state that is not the default one.
type Own = BuildHasherDefault<DefaultHasher>;

fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort();
    items
}

#[test]
fn maps_are_made_in_every_way() {
    const EMPTY: HashMap<u8, u8, [u8; 3]> = HashMap::with_hasher([1, 2, 3]);
    assert_eq!(EMPTY.hasher(), &[1, 2, 3]);
    assert_eq!(HashMap::<u8, u8>::new().capacity(), 0);
    assert!(HashMap::<u8, u8>::with_capacity(10).capacity() >= 10);
    assert!(HashMap::<u8, u8, Own>::with_capacity_and_hasher(10, Own::new()).capacity() >= 10);
    let array: HashMap<&str, u8> = HashMap::from([("a", 1), ("b", 2)]);
    let collected: HashMap<&str, u8> = [("b", 2), ("a", 1)].into_iter().collect();
    assert_eq!(array, collected);
    assert_ne!(array, HashMap::default());
    let other_state: HashMap<u8, u8, Own> = HashMap::from_iter([(1, 2)]);
    assert_eq!(other_state, HashMap::<u8, u8, Own>::from_iter([(1, 2)]));
    let qualified: hash_map::HashMap<u8, u8, hash_map::RandomState> = std::collections::HashMap::new();
    assert!(qualified.is_empty());
}

#[test]
fn a_map_s_methods_have_paths() {
    let mut map = HashMap::new();
    assert_eq!(HashMap::insert(&mut map, "one".to_owned(), 1), None);
    assert_eq!(HashMap::insert(&mut map, "one".to_owned(), 11), Some(1));
    assert_eq!(HashMap::get(&map, "one"), Some(&11));
    assert_eq!(HashMap::get_key_value(&map, "one"), Some((&"one".to_owned(), &11)));
    *HashMap::get_mut(&mut map, "one").unwrap() = 1;
    assert!(HashMap::contains_key(&map, "one"));
    assert_eq!((HashMap::len(&map), HashMap::is_empty(&map)), (1, false));
    *HashMap::entry(&mut map, "two".to_owned()).or_insert(1) += 1;
    assert!(matches!(map.entry("two".to_owned()), Entry::Occupied(_)));
    assert!(matches!(map.entry("three".to_owned()), Entry::Vacant(_)));
    assert_eq!(sorted(HashMap::keys(&map)), ["one", "two"]);
    assert_eq!(sorted(HashMap::values(&map)), [&1, &2]);
    assert_eq!(
        sorted(HashMap::iter(&map)),
        [(&"one".to_owned(), &1), (&"two".to_owned(), &2)]
    );
    HashMap::values_mut(&mut map).for_each(|value| *value += 1);
    HashMap::iter_mut(&mut map).for_each(|(_, value)| *value -= 1);
    HashMap::reserve(&mut map, 100);
    assert!(HashMap::capacity(&map) >= 102);
    HashMap::shrink_to(&mut map, 50);
    HashMap::shrink_to_fit(&mut map);
    assert!(HashMap::try_reserve(&mut map, usize::MAX).is_err());
    assert_eq!(sorted(HashMap::into_keys(map.clone())), ["one", "two"]);
    assert_eq!(sorted(HashMap::into_values(map.clone())), [1, 2]);
    HashMap::retain(&mut map, |_, value| *value > 1);
    assert_eq!(HashMap::remove_entry(&mut map, "two"), Some(("two".to_owned(), 2)));
    assert_eq!(HashMap::remove(&mut map, "two"), None);
    map.insert("last".to_owned(), 9);
    assert_eq!(HashMap::drain(&mut map).collect::<Vec<_>>(), [("last".to_owned(), 9)]);
    HashMap::clear(&mut map);
    assert_eq!(HashMap::hasher(&map).hash_one(1), map.hasher().hash_one(1));
}

#[test]
fn a_map_goes_wherever_std_s_goes() {
    let mut map = HashMap::from([(1, "a"), (2, "b")]);
    assert_eq!(map[&1], "a");
    assert_eq!(sorted(&map), [(&1, &"a"), (&2, &"b")]);
    for (key, value) in &mut map {
        *value = if *key == 1 { "A" } else { "B" };
    }
    map.extend([(3, "C")]);
    map.extend(&HashMap::from([(4, "D")]));
    let mut copy = HashMap::new();
    copy.clone_from(&map);
    assert_eq!(copy, map.clone());
    assert_eq!(sorted(map), [(1, "A"), (2, "B"), (3, "C"), (4, "D")]);
    assert_eq!(std::mem::take(&mut copy).len(), 4);
    assert_eq!(format!("{:?}", HashMap::from([(1, "a")])), r#"{1: "a"}"#);
    assert_eq!(format!("{:#?}", HashMap::from([(1, "a")])), "{\n    1: \"a\",\n}");
    let (keys, values): (HashSet<u8>, HashMap<u8, u8>) = [(1, (1, 2)), (3, (3, 4))].into_iter().unzip();
    assert_eq!((keys.len(), values[&3]), (2, 4));
    let ordered: BTreeMap<u8, u8> = values.into_iter().collect();
    assert_eq!(ordered, BTreeMap::from([(1, 2), (3, 4)]));
}

#[test]
#[should_panic]
fn an_index_that_is_not_there_panics() {
    let _ = HashMap::from([(1, 2)])[&3];
}

#[test]
fn sets_are_made_in_every_way() {
    const EMPTY: HashSet<u8, [u8; 3]> = HashSet::with_hasher([1, 2, 3]);
    assert_eq!(EMPTY.hasher(), &[1, 2, 3]);
    assert_eq!(HashSet::<u8>::new().capacity(), 0);
    assert!(HashSet::<u8>::with_capacity(10).capacity() >= 10);
    assert!(HashSet::<u8, Own>::with_capacity_and_hasher(10, Own::new()).capacity() >= 10);
    assert_eq!(HashSet::from([1, 2]), [2, 1].into_iter().collect());
    assert_ne!(HashSet::from([1, 2]), HashSet::default());
    let qualified: hash_set::HashSet<u8, RandomState> = std::collections::HashSet::new();
    assert!(qualified.is_empty());
}

#[test]
fn a_set_s_methods_have_paths() {
    let mut set = HashSet::new();
    assert!(HashSet::insert(&mut set, "one".to_owned()));
    assert!(!HashSet::insert(&mut set, "one".to_owned()));
    assert_eq!(HashSet::get(&set, "one"), Some(&"one".to_owned()));
    assert_eq!(HashSet::replace(&mut set, "one".to_owned()), Some("one".to_owned()));
    assert!(HashSet::contains(&set, "one"));
    assert_eq!((HashSet::len(&set), HashSet::is_empty(&set)), (1, false));
    assert_eq!(HashSet::iter(&set).count(), 1);
    HashSet::reserve(&mut set, 100);
    assert!(HashSet::capacity(&set) >= 101);
    HashSet::shrink_to(&mut set, 50);
    HashSet::shrink_to_fit(&mut set);
    assert!(HashSet::try_reserve(&mut set, usize::MAX).is_err());
    assert_eq!(HashSet::take(&mut set, "one"), Some("one".to_owned()));
    assert!(!HashSet::remove(&mut set, "one"));
    set.extend(["two".to_owned(), "three".to_owned()]);
    HashSet::retain(&mut set, |text| text.len() > 3);
    assert_eq!(HashSet::drain(&mut set).collect::<Vec<_>>(), ["three"]);
    HashSet::clear(&mut set);
    assert_eq!(HashSet::hasher(&set).hash_one(1), set.hasher().hash_one(1));
}

#[test]
fn sets_are_combined() {
    let (left, right) = (HashSet::from([1, 2, 3]), HashSet::from([3, 4]));
    assert_eq!(sorted(HashSet::union(&left, &right)), [&1, &2, &3, &4]);
    assert_eq!(sorted(HashSet::intersection(&left, &right)), [&3]);
    assert_eq!(sorted(HashSet::difference(&left, &right)), [&1, &2]);
    assert_eq!(sorted(HashSet::symmetric_difference(&left, &right)), [&1, &2, &4]);
    assert_eq!(&left | &right, HashSet::from([1, 2, 3, 4]));
    assert_eq!(&left & &right, HashSet::from([3]));
    assert_eq!(&left - &right, HashSet::from([1, 2]));
    assert_eq!(&left ^ &right, HashSet::from([1, 2, 4]));
    assert!(!HashSet::is_disjoint(&left, &right));
    assert!(HashSet::is_subset(&HashSet::from([3]), &left));
    assert!(HashSet::is_superset(&left, &HashSet::from([3])));
}

#[test]
fn a_set_goes_wherever_std_s_goes() {
    let mut set = HashSet::from([1]);
    set.extend([2]);
    set.extend(&HashSet::from([3]));
    assert_eq!(sorted(&set), [&1, &2, &3]);
    let mut copy = HashSet::new();
    copy.clone_from(&set);
    assert_eq!(copy, set.clone());
    assert_eq!(sorted(set), [1, 2, 3]);
    assert_eq!(format!("{:?}", HashSet::from([1])), "{1}");
    assert_eq!(VecDeque::from_iter(copy).len(), 3);
}

#[test]
fn states_and_hashers_are_std_s() {
    let state: RandomState = hash_map::RandomState::new();
    let mut hasher: DefaultHasher = state.clone().build_hasher();
    hasher.write_u8(1);
    assert_eq!(hasher.finish(), state.hash_one(1_u8));
    assert_eq!(format!("{:?}", RandomState::default()), "RandomState { .. }");
    assert_eq!(
        std::hash::DefaultHasher::new().finish(),
        DefaultHasher::default().finish()
    );
}

#[test]
fn traits_that_nobody_writes_down_hold_as_in_std() {
    fn free<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>() {}
    free::<RandomState>();
    free::<HashMap<String, Vec<u8>>>();
    free::<HashSet<String>>();
    fn eq<T: Eq + Clone + std::fmt::Debug>() {}
    eq::<HashMap<String, u8>>();
    eq::<HashSet<String>>();
    // Whatever the hasher, for these.
    fn any_state<S>(map: &HashMap<u8, u8, S>, set: HashSet<u8, S>) -> (String, usize) {
        (
            format!("{map:?} {set:?}"),
            Vec::from_iter(map).len() + Vec::from_iter(set).len(),
        )
    }
    let (map, set) = (HashMap::with_hasher('x'), HashSet::with_hasher('x'));
    assert_eq!(any_state(&map, set), ("{} {}".to_owned(), 0));
}

#[test]
fn the_iterators_can_be_named() {
    fn iterator<T: ExactSizeIterator + FusedIterator>() {}
    iterator::<hash_map::Iter<'_, u8, u8>>();
    iterator::<hash_map::IterMut<'_, u8, u8>>();
    iterator::<hash_map::IntoIter<u8, u8>>();
    iterator::<hash_map::Keys<'_, u8, u8>>();
    iterator::<hash_map::Values<'_, u8, u8>>();
    iterator::<hash_map::ValuesMut<'_, u8, u8>>();
    iterator::<hash_map::IntoKeys<u8, u8>>();
    iterator::<hash_map::IntoValues<u8, u8>>();
    iterator::<hash_map::Drain<'_, u8, u8>>();
    iterator::<hash_set::Iter<'_, u8>>();
    iterator::<hash_set::IntoIter<u8>>();
    iterator::<hash_set::Drain<'_, u8>>();
    fn fused<T: FusedIterator>() {}
    fused::<hash_set::Union<'_, u8, RandomState>>();
    fused::<hash_set::Difference<'_, u8, RandomState>>();
    fused::<hash_set::Intersection<'_, u8, Own>>();
    fused::<hash_set::SymmetricDifference<'_, u8, Own>>();
    fn entry(entry: Entry<'_, u8, u8>) -> u8 {
        match entry {
            Entry::Occupied(occupied) => hash_map::OccupiedEntry::remove(occupied),
            Entry::Vacant(vacant) => *hash_map::VacantEntry::insert(vacant, 7),
        }
    }
    assert_eq!(entry(HashMap::new().entry(1)), 7);
}

/// A map may be used where one of a shorter life is expected, and its entries may borrow what dies with it.
#[test]
fn lifetimes_are_as_lax_as_std_s() {
    fn shorter<'short>(map: HashMap<&'static str, &'static str>, _: &'short str) -> HashMap<&'short str, &'short str> {
        map
    }
    fn shorter_set<'short>(set: HashSet<&'static str>, _: &'short str) -> HashSet<&'short str> {
        set
    }
    let text = String::from("text");
    assert_eq!(
        shorter(HashMap::new(), &text).len() + shorter_set(HashSet::new(), &text).len(),
        0
    );

    let (mut map, mut set, local);
    map = HashMap::new();
    set = HashSet::new();
    local = String::from("dropped before the map and the set are");
    map.insert(1, &local);
    set.insert(&local);
    assert_eq!((map.len(), set.len()), (1, 1));
}
