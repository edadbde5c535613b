//! What is found by the hash of its name.

/// Values by hashes, which are spread evenly: the first bits of one tell where it stands.
#[derive(Debug)]
pub(super) struct Named<T> {
    /// In the order of hashes.
    all: Vec<(u64, T)>,
    /// Where the hashes with the same first bits begin, by these bits; the end last.
    starts: Vec<u32>,
}

impl<T: Copy + Ord> Named<T> {
    pub(super) fn new(mut all: Vec<(u64, T)>) -> Self {
        all.sort_unstable();
        let mut out = Self { starts: Vec::with_capacity(all.len().next_power_of_two() + 1), all };
        // About one for each.
        let groups = out.all.len().next_power_of_two();
        let mut at = 0;
        for group in 0..groups {
            out.starts.push(u32::try_from(at).unwrap_or(u32::MAX));
            at += out.all.iter().skip(at).take_while(|(hash, _)| first_bits(*hash, groups) == group).count();
        }
        out.starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        out
    }

    /// Returns a value with a hash.
    pub(super) fn get(&self, of: u64) -> Option<T> {
        self.all(of).next()
    }

    /// Returns all values with a hash.
    pub(super) fn all(&self, of: u64) -> impl Iterator<Item = T> {
        let group = first_bits(of, self.starts.len().saturating_sub(1));
        let start = |group: usize| self.starts.get(group).copied().unwrap_or_default() as usize;
        let group = self.all.get(start(group)..start(group + 1)).unwrap_or_default();
        group.iter().filter(move |(hash, _)| *hash == of).map(|(_, value)| *value)
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

    use super::Named;

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
