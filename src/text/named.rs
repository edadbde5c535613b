//! What is found by its name, or by the hash of it.

use xxhash_rust::xxh3::xxh3_64;

/// Values by hashes, which are spread evenly: the first bits of one tell where it stands.
#[derive(Debug)]
pub struct Named<T> {
    /// In the order of hashes.
    all: Vec<(u64, T)>,
    /// Where the hashes with the same first bits begin, by these bits; the end last.
    starts: Vec<u32>,
}

impl<T: Copy + Ord> Named<T> {
    /// Returns a table of values with their hashes.
    pub fn new(all: Vec<(u64, T)>) -> Self {
        // About one for each: so they are counted into their groups, and there is next to nothing left to sort.
        let groups = all.len().next_power_of_two();
        let mut starts = vec![0; groups + 1];
        for (hash, _) in &all {
            starts.get_mut(first_bits(*hash, groups) + 1).into_iter().for_each(|count| *count += 1);
        }
        let mut sum = 0_u32;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut sorted = all.clone();
        for value in all {
            let Some(at) = next.get_mut(first_bits(value.0, groups)) else { continue };
            sorted.get_mut(*at as usize).into_iter().for_each(|slot| *slot = value);
            *at += 1;
        }
        let mut rest = sorted.as_mut_slice();
        for (start, end) in starts.iter().zip(starts.iter().skip(1)) {
            let (group, after) = rest.split_at_mut_checked((end - start) as usize).unwrap_or_default();
            group.sort_unstable();
            rest = after;
        }
        Self { all: sorted, starts }
    }

    /// Returns a value with a hash.
    pub fn get(&self, of: u64) -> Option<T> {
        self.all(of).next()
    }

    /// Returns all values with a hash.
    pub fn all(&self, of: u64) -> impl Iterator<Item = T> {
        let group = first_bits(of, self.starts.len().saturating_sub(1));
        let start = |group: usize| self.starts.get(group).copied().unwrap_or_default() as usize;
        let group = self.all.get(start(group)..start(group + 1)).unwrap_or_default();
        group.iter().filter(move |(hash, _)| *hash == of).map(|(_, value)| *value)
    }
}

/// Texts by their place, each of which is found without looking at the others: many are alike for most of their length.
#[derive(Debug)]
pub struct Texts<'a> {
    all: Vec<&'a str>,
    places: Named<u32>,
}

impl<'a> Texts<'a> {
    /// Returns texts in their order.
    pub fn new(all: Vec<&'a str>) -> Self {
        let places = all.iter().map(|text| xxh3_64(text.as_bytes())).zip(0..).collect();
        Self { places: Named::new(places), all }
    }

    /// Returns the texts in their order.
    pub fn all(&self) -> &[&'a str] {
        &self.all
    }

    /// Returns the place of a text; of one that stands there twice the first.
    pub fn place(&self, text: &str) -> Option<usize> {
        let places = self.places.all(xxh3_64(text.as_bytes())).map(|place| place as usize);
        places.into_iter().find(|place| self.all.get(*place) == Some(&text))
    }

    /// Gives each text that stands there once more: its first place and its own, in the order of these.
    pub fn repeated(&self) -> impl Iterator<Item = (usize, usize)> {
        let own = |(at, text): (usize, &&str)| self.place(text).filter(|first| *first != at).map(|first| (first, at));
        self.all.iter().enumerate().filter_map(own)
    }

    /// Tells whether a text is among them.
    pub fn contains(&self, text: &str) -> bool {
        self.place(text).is_some()
    }
}

/// The first bits of a hash, as many as number that many groups: a power of two.
fn first_bits(hash: u64, groups: usize) -> usize {
    let bits = groups.trailing_zeros();
    usize::try_from(hash.checked_shr(u64::BITS - bits).unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{Named, Texts};

    #[test]
    fn a_text_is_found_where_it_stood_first() {
        let texts = Texts::new(vec!["a", "b", "a", ""]);
        assert_eq!(["a", "b", "", "c"].map(|text| texts.place(text)), [Some(0), Some(1), Some(3), None]);
        assert_eq!(texts.repeated().collect::<Vec<_>>(), [(0, 2)]);
        assert!(!Texts::new(Vec::new()).contains(""));
    }

    proptest! {
        #[test]
        fn each_is_found_by_its_hash(
            few in proptest::collection::vec(0_u64..6, 0..20),
            many in proptest::collection::vec(proptest::num::u64::ANY, 0..200),
        ) {
            let hashes: Vec<u64> = few.iter().chain(&many).copied().chain([u64::MAX]).collect();
            let named = Named::new(hashes.iter().copied().zip(0_u32..).collect());
            for hash in hashes.iter().copied().chain(0..8) {
                let wanted: Vec<u32> = (0..).zip(&hashes).filter(|(_, of)| **of == hash).map(|(at, _)| at).collect();
                prop_assert_eq!(named.get(hash), wanted.first().copied());
                prop_assert_eq!(named.all(hash).collect::<Vec<_>>(), wanted);
            }
        }
    }
}
