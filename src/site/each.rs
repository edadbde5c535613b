//! Parallelism: one function for independent items, one for work beside other work, one for work that is waited for late.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// Most items taken at a time. Neighbours are files of one folder, and two threads that make files in
/// one folder wait for each other: so a share is larger than most folders.
const LARGEST: usize = 128;

/// Maps items on up to `jobs` threads; the answers come in the order of the items.
pub(super) fn each<T: Sync, R: Send>(jobs: usize, items: &[T], map: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    each_with(jobs, items, || (), |(), index, item| map(index, item))
}

/// Does the same with something that each thread has of its own.
pub(super) fn each_with<T: Sync, R: Send, O>(
    jobs: usize,
    items: &[T],
    own: impl Fn() -> O + Sync,
    map: impl Fn(&mut O, usize, &T) -> R + Sync,
) -> Vec<R> {
    let workers = jobs.min(items.len()).max(1);
    if workers == 1 {
        let mut own = own();
        return items.iter().enumerate().map(|(index, item)| map(&mut own, index, item)).collect();
    }
    let share = share(items.len(), workers);
    // Each answer is written where it stays: to gather and sort them would touch the memory of all once more.
    let mut answers: Vec<Option<R>> = items.iter().map(|_| None).collect();
    let shares = Mutex::new(items.chunks(share).zip(answers.chunks_mut(share)).enumerate());
    let run = || {
        let mut own = own();
        loop {
            let next = shares.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((at, (items, answers))) = next else { break };
            for (index, (item, answer)) in (at * share..).zip(items.iter().zip(answers)) {
                *answer = Some(map(&mut own, index, item));
            }
        }
    };
    thread::scope(|scope| {
        let handles: Vec<_> = (1..workers).map(|_| scope.spawn(run)).collect();
        run();
        handles.into_iter().for_each(joined);
    });
    #[expect(clippy::filter_map_identity, reason = "in the memory where they are, which `flatten` could not do")]
    answers.into_iter().filter_map(|answer| answer).collect()
}

/// How many items a worker takes at a time: so few that the last shares end together.
fn share(items: usize, workers: usize) -> usize {
    (items / (workers * 8)).clamp(1, LARGEST)
}

/// Maps runs of neighbours on up to `jobs` threads, one answer for each item; the answers come in the order of the items.
pub(super) fn runs<T: Sync, R: Send>(jobs: usize, items: &[T], map: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    let runs: Vec<&[T]> = items.chunks(share(items.len(), jobs.max(1))).collect();
    let answers = each(jobs, &runs, |_, run| map(run));
    let mut out = Vec::with_capacity(items.len());
    out.extend(answers.into_iter().flatten());
    out
}

/// Does something beside the main work; both answers.
pub(super) fn beside<A: Send, B>(aside: impl FnOnce() -> A + Send, main: impl FnOnce() -> B) -> (A, B) {
    awaiting(aside, |aside| {
        let main = main();
        (aside(), main)
    })
}

/// An answer that is not waited for before it is asked for.
pub(super) type Awaited<'a, A> = Box<dyn FnOnce() -> A + 'a>;

/// Does something beside the main work, which gets the answer when it asks for it.
pub(super) fn awaiting<A: Send, B>(aside: impl FnOnce() -> A + Send, main: impl FnOnce(Awaited<'_, A>) -> B) -> B {
    thread::scope(|scope| {
        let aside = scope.spawn(aside);
        main(Box::new(move || joined(aside)))
    })
}

fn joined<A>(thread: thread::ScopedJoinHandle<'_, A>) -> A {
    match thread.join() {
        Ok(answer) => answer,
        // A panic in a worker is a bug; it goes on here as it would without threads.
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_keep_the_order_of_items() {
        let items: Vec<usize> = (0..1000).collect();
        for jobs in [1, 2, 7] {
            assert_eq!(each(jobs, &items, |_, n| n * 2), items.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
