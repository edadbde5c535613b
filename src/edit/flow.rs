//! Lists and mappings in brackets: pieces keep their bytes, what stands between them stays.

use std::ops::Range;

use serde_json::{Map, Value as Json};

use super::change::{Change, Slot};
use super::list::matches;
use super::tree::{Entry, Item, Node};
use super::write;

impl Change<'_> {
    /// Changes `[…]`.
    pub(super) fn flow_list(
        &mut self,
        node: &Node,
        items: &[Item],
        old: &[Json],
        new: &[Json],
        slot: Slot,
    ) -> Option<()> {
        if items.is_empty() {
            self.put(node, &Json::Array(new.to_vec()), slot);
            return Some(());
        }
        let mut pieces = Vec::new();
        for (value, from) in new.iter().zip(matches(old, new)) {
            let Some(from) = from else {
                pieces.push(write::inline(value));
                continue;
            };
            let item = items.get(from)?;
            let mark = self.mark();
            let slot = self.item_slot(item, true);
            self.node(&item.node, old.get(from)?, value, slot)?;
            pieces.push(self.rendered(item.node.from..item.node.span.end, mark));
        }
        let spans: Vec<_> = items.iter().map(|item| item.node.from..item.node.span.end).collect();
        self.pieces(&spans, &pieces)
    }

    /// Changes `{…}`.
    pub(super) fn flow_map(
        &mut self,
        node: &Node,
        entries: &[Entry],
        old: &Map<String, Json>,
        new: &Map<String, Json>,
        slot: Slot,
    ) -> Option<()> {
        if entries.is_empty() {
            self.put(node, &Json::Object(new.clone()), slot);
            return Some(());
        }
        let mut pieces = Vec::new();
        for entry in entries {
            let Some(value) = new.get(&entry.name) else { continue };
            let mark = self.mark();
            let slot = Slot::in_flow(entry.after);
            self.node(&entry.node, old.get(&entry.name)?, value, slot)?;
            pieces.push(self.rendered(entry.key.start..entry.node.span.end.max(entry.after), mark));
        }
        let added = new.iter().filter(|(key, _)| !old.contains_key(*key));
        pieces.extend(added.map(|(key, value)| format!("{}: {}", write::word(key), write::inline(value))));
        let spans: Vec<_> = entries.iter().map(|e| e.key.start..e.node.span.end.max(e.after)).collect();
        self.pieces(&spans, &pieces)
    }

    /// Puts pieces in the place of others, with the commas that stood there.
    fn pieces(&mut self, old: &[Range<usize>], new: &[String]) -> Option<()> {
        let gaps: Vec<&str> =
            old.iter().zip(old.iter().skip(1)).filter_map(|(a, b)| self.text.get(a.end..b.start)).collect();
        let last = gaps.last().copied().unwrap_or(", ");
        let mut out = String::new();
        for (at, piece) in new.iter().enumerate() {
            if let Some(before) = at.checked_sub(1) {
                out.push_str(gaps.get(before).copied().unwrap_or(last));
            }
            out.push_str(piece);
        }
        self.splice(old.first()?.start..old.last()?.end, out);
        Some(())
    }
}
