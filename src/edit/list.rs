//! Lists on lines of their own: items that are the same move with their bytes and comments.

use serde_json::Value as Json;

use super::change::{Change, Slot};
use super::tree::{Item, Node};
use super::value::same;

/// For each new item the old one that it is or comes from.
pub(super) fn matches(old: &[Json], new: &[Json]) -> Vec<Option<usize>> {
    let mut taken = vec![false; old.len()];
    let mut out = vec![None; new.len()];
    let mut take = |out: &mut Vec<Option<usize>>, at: usize, from: usize| {
        if let (Some(slot), Some(taken)) = (out.get_mut(at), taken.get_mut(from))
            && slot.is_none()
            && !*taken
        {
            *slot = Some(from);
            *taken = true;
        }
    };
    // The same in the same place, the same elsewhere, then what is most alike.
    for (at, (a, b)) in old.iter().zip(new).enumerate() {
        if same(a, b) {
            take(&mut out, at, at);
        }
    }
    for (at, b) in new.iter().enumerate() {
        for (from, _) in old.iter().enumerate().filter(|(_, a)| same(a, b)) {
            take(&mut out, at, from);
        }
    }
    for (at, b) in new.iter().enumerate() {
        let best = old.iter().enumerate().map(|(from, a)| (likeness(a, b), from)).filter(|(like, _)| *like > 0);
        let mut best: Vec<_> = best.collect();
        best.sort_by_key(|(like, from)| (usize::MAX - like, from.abs_diff(at)));
        for (_, from) in best {
            take(&mut out, at, from);
        }
    }
    if old.len() == new.len() {
        for at in 0..new.len() {
            take(&mut out, at, at);
        }
    }
    out
}

/// How many values two mappings share.
fn likeness(a: &Json, b: &Json) -> usize {
    match (a, b) {
        (Json::Object(a), Json::Object(b)) => {
            a.iter().filter(|(key, a)| b.get(*key).is_some_and(|b| same(a, b))).count()
        }
        (_, _) => 0,
    }
}

/// What stands between the item before and an item's dash.
#[derive(Debug, Default, Clone)]
struct Gap {
    /// Blank lines, and comments that a blank line parts from the item.
    apart: Vec<String>,
    /// Comments right above the item.
    above: Vec<String>,
}

impl Change<'_> {
    /// Changes a block list: the lines from its first item to its last are put together anew.
    pub(super) fn list(&mut self, node: &Node, items: &[Item], old: &[Json], new: &[Json], slot: Slot) -> Option<()> {
        let (first, last) = (items.first()?, items.last()?);
        let indent = self.column(first.dash);
        let compact = !self.text.get(self.line_start(first.dash)..first.dash)?.trim().is_empty();
        let begin = if compact { first.dash } else { self.line_end(slot.after) };
        if !compact && slot.after > begin || node.span.start != first.dash {
            return None;
        }
        let ends: Vec<usize> = items.iter().map(|i| self.own_end(i.node.span.end.max(i.dash + 1), indent)).collect();
        let end = *ends.last()?;
        let mut gaps = Vec::new();
        let mut before = begin;
        for (item, end) in items.iter().zip(&ends) {
            gaps.push(if item.dash == first.dash && compact { Gap::default() } else { self.gap(before, item.dash) });
            before = *end;
        }
        let plan = matches(old, new);
        let spaced = gaps.len() > 1 && gaps.iter().skip(1).all(|gap| !gap.apart.is_empty());
        let permutes = old.len() == new.len() && plan.iter().all(Option::is_some);
        // Comments of items that go stay where they stood.
        let mut orphans: Vec<(usize, Vec<String>)> = Vec::new();
        for (at, gap) in gaps.iter().enumerate().filter(|(at, _)| !plan.contains(&Some(*at))) {
            let comments = gap.apart.iter().chain(&gap.above).filter(|line| !line.trim().is_empty());
            orphans.push((at, comments.cloned().collect()));
        }
        let mut out = String::new();
        for (to, from) in plan.iter().enumerate() {
            let from_gap = from.and_then(|from| gaps.get(from)).cloned().unwrap_or_default();
            let apart = match from {
                _ if to == 0 => {
                    gaps.first().filter(|_| plan.contains(&Some(0))).map(|g| g.apart.clone()).unwrap_or_default()
                }
                _ if permutes => gaps.get(to)?.apart.clone(),
                Some(0) | None => {
                    if spaced {
                        vec![String::new()]
                    } else {
                        Vec::new()
                    }
                }
                Some(_) => from_gap.apart,
            };
            let due = from.unwrap_or(usize::MAX);
            let mut lines = apart;
            while let Some((_, comments)) = orphans.first().filter(|(at, _)| *at < due && from.is_some()).cloned() {
                lines.extend(comments);
                orphans.remove(0);
            }
            lines.extend(from_gap.above);
            if !(compact && to == 0) {
                out.push_str(&self.below(&lines));
                out.push_str(self.eol);
                out.push_str(&" ".repeat(indent));
            } else if !lines.is_empty() {
                return None;
            }
            out.push_str(&self.item(items, &ends, *from, old, new.get(to)?, indent)?);
        }
        for (_, comments) in orphans {
            out.push_str(&self.below(&comments));
        }
        self.splice(begin..end.max(last.dash + 1), out);
        Some(())
    }

    /// The text of an item from its dash on: as it was with its changes, or new.
    fn item(
        &mut self,
        items: &[Item],
        ends: &[usize],
        from: Option<usize>,
        old: &[Json],
        new: &Json,
        indent: usize,
    ) -> Option<String> {
        let Some(from) = from else {
            let written = self.manner.behind_dash(new, indent);
            return Some(format!("- {}{}", written.head, self.below(&written.below)));
        };
        let item = items.get(from)?;
        let mark = self.mark();
        let slot = self.item_slot(item, false);
        self.node(&item.node, old.get(from)?, new, slot)?;
        Some(self.rendered(item.dash..*ends.get(from)?, mark))
    }

    /// Reads the lines between `from`, which is the end of a line, and the line of `dash`.
    fn gap(&self, from: usize, dash: usize) -> Gap {
        let part = self.text.get(self.next_line(from)..self.line_start(dash)).unwrap_or_default();
        let mut lines: Vec<String> = part.lines().map(str::to_owned).collect();
        let parted = lines.iter().rposition(|line| line.trim().is_empty()).map_or(0, |at| at + 1);
        let above = lines.split_off(parted);
        Gap { apart: lines, above }
    }
}
