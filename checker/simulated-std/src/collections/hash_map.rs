//! `std::collections::hash_map`: the real one with our [`RandomState`].
//!
//! `HashMap::new` belongs to the map with std's own random state, so the map is wrapped. Every method that is stable in the oldest
//! supported Rust is there under its own path, `HashMap::insert(&mut map, key, value)`; newer ones are reached through
//! `Deref`, wherever the toolchain has them. Which threads may have it, when it is unwind safe, its variance and what its
//! destructor may see follow from the one field.

use real_std::borrow::Borrow;
use real_std::collections::TryReserveError;
use real_std::collections::hash_map as real;
use real_std::fmt::{self, Debug};
use real_std::hash::{BuildHasher, Hash};
use real_std::ops::{Deref, DerefMut, Index};

pub use crate::hash::RandomState;
// The entries, the iterators and the hasher.
pub use real_std::collections::hash_map::*;

pub struct HashMap<K, V, S = RandomState> {
    real: real::HashMap<K, V, S>,
}

impl<K, V> HashMap<K, V, RandomState> {
    #[inline]
    #[must_use]
    pub fn new() -> HashMap<K, V, RandomState> {
        HashMap::default()
    }

    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> HashMap<K, V, RandomState> {
        HashMap::with_capacity_and_hasher(capacity, RandomState::new())
    }
}

impl<K, V, S> HashMap<K, V, S> {
    #[inline]
    pub const fn with_hasher(hash_builder: S) -> HashMap<K, V, S> {
        HashMap {
            real: real::HashMap::with_hasher(hash_builder),
        }
    }

    #[inline]
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashMap<K, V, S> {
        HashMap {
            real: real::HashMap::with_capacity_and_hasher(capacity, hasher),
        }
    }

    #[inline]
    pub fn capacity(&self) -> usize {
        self.real.capacity()
    }

    pub fn keys(&self) -> Keys<'_, K, V> {
        self.real.keys()
    }

    #[inline]
    pub fn into_keys(self) -> IntoKeys<K, V> {
        self.real.into_keys()
    }

    pub fn values(&self) -> Values<'_, K, V> {
        self.real.values()
    }

    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {
        self.real.values_mut()
    }

    #[inline]
    pub fn into_values(self) -> IntoValues<K, V> {
        self.real.into_values()
    }

    pub fn iter(&self) -> Iter<'_, K, V> {
        self.real.iter()
    }

    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        self.real.iter_mut()
    }

    pub fn len(&self) -> usize {
        self.real.len()
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.real.is_empty()
    }

    #[inline]
    pub fn drain(&mut self) -> Drain<'_, K, V> {
        self.real.drain()
    }

    #[inline]
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {
        self.real.retain(f);
    }

    #[inline]
    pub fn clear(&mut self) {
        self.real.clear();
    }

    #[inline]
    pub fn hasher(&self) -> &S {
        self.real.hasher()
    }
}

impl<K: Eq + Hash, V, S: BuildHasher> HashMap<K, V, S> {
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        self.real.reserve(additional);
    }

    /// # Errors
    /// The capacity is more than there can be, or the allocator has no more.
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.real.try_reserve(additional)
    }

    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.real.shrink_to_fit();
    }

    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        self.real.shrink_to(min_capacity);
    }

    #[inline]
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        self.real.entry(key)
    }

    #[inline]
    pub fn get<Q>(&self, k: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.real.get(k)
    }

    #[inline]
    pub fn get_key_value<Q>(&self, k: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.real.get_key_value(k)
    }

    #[inline]
    pub fn contains_key<Q>(&self, k: &Q) -> bool
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.real.contains_key(k)
    }

    #[inline]
    pub fn get_mut<Q>(&mut self, k: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.real.get_mut(k)
    }

    #[inline]
    pub fn insert(&mut self, k: K, v: V) -> Option<V> {
        self.real.insert(k, v)
    }

    #[inline]
    pub fn remove<Q>(&mut self, k: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.real.remove(k)
    }

    #[inline]
    pub fn remove_entry<Q>(&mut self, k: &Q) -> Option<(K, V)>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.real.remove_entry(k)
    }
}

impl<K, V, S> Deref for HashMap<K, V, S> {
    type Target = real::HashMap<K, V, S>;

    #[inline]
    fn deref(&self) -> &real::HashMap<K, V, S> {
        &self.real
    }
}

impl<K, V, S> DerefMut for HashMap<K, V, S> {
    #[inline]
    fn deref_mut(&mut self) -> &mut real::HashMap<K, V, S> {
        &mut self.real
    }
}

impl<K: Clone, V: Clone, S: Clone> Clone for HashMap<K, V, S> {
    #[inline]
    fn clone(&self) -> Self {
        HashMap {
            real: self.real.clone(),
        }
    }

    #[inline]
    fn clone_from(&mut self, source: &Self) {
        self.real.clone_from(&source.real);
    }
}

impl<K: Debug, V: Debug, S> Debug for HashMap<K, V, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

impl<K, V, S: Default> Default for HashMap<K, V, S> {
    #[inline]
    fn default() -> HashMap<K, V, S> {
        HashMap::with_hasher(S::default())
    }
}

impl<K: Eq + Hash, V: PartialEq, S: BuildHasher> PartialEq for HashMap<K, V, S> {
    fn eq(&self, other: &HashMap<K, V, S>) -> bool {
        self.real == other.real
    }
}

impl<K: Eq + Hash, V: Eq, S: BuildHasher> Eq for HashMap<K, V, S> {}

impl<K, Q, V, S> Index<&Q> for HashMap<K, V, S>
where
    K: Eq + Hash + Borrow<Q>,
    Q: Eq + Hash + ?Sized,
    S: BuildHasher,
{
    type Output = V;

    #[inline]
    fn index(&self, key: &Q) -> &V {
        &self.real[key]
    }
}

impl<'a, K, V, S> IntoIterator for &'a HashMap<K, V, S> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    #[inline]
    fn into_iter(self) -> Iter<'a, K, V> {
        self.real.iter()
    }
}

impl<'a, K, V, S> IntoIterator for &'a mut HashMap<K, V, S> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;

    #[inline]
    fn into_iter(self) -> IterMut<'a, K, V> {
        self.real.iter_mut()
    }
}

impl<K, V, S> IntoIterator for HashMap<K, V, S> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    #[inline]
    fn into_iter(self) -> IntoIter<K, V> {
        self.real.into_iter()
    }
}

impl<K: Eq + Hash, V, S: BuildHasher> Extend<(K, V)> for HashMap<K, V, S> {
    #[inline]
    fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T) {
        self.real.extend(iter);
    }
}

impl<'a, K: Eq + Hash + Copy, V: Copy, S: BuildHasher> Extend<(&'a K, &'a V)> for HashMap<K, V, S> {
    #[inline]
    fn extend<T: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: T) {
        self.real.extend(iter);
    }
}

impl<K: Eq + Hash, V, S: BuildHasher + Default> FromIterator<(K, V)> for HashMap<K, V, S> {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> HashMap<K, V, S> {
        HashMap {
            real: iter.into_iter().collect(),
        }
    }
}

impl<K: Eq + Hash, V, const N: usize> From<[(K, V); N]> for HashMap<K, V, RandomState> {
    fn from(arr: [(K, V); N]) -> Self {
        arr.into_iter().collect()
    }
}
