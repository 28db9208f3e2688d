//! Work done side by side.

use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

/// Does each task and gives what comes of it, in the order of the tasks: on as many threads as
/// there are tasks, this one among them. Where threads cannot be started, in place.
pub(crate) fn side_by_side<T: Send, R: Send>(
    tasks: Vec<T>,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let threads = tasks.len();
    if threads <= 1 {
        return tasks.into_iter().map(work).collect();
    }
    let waiting = Mutex::new(tasks.into_iter().enumerate());
    let done = Mutex::new(Vec::with_capacity(threads));
    let run = || {
        loop {
            // Taken by itself, so that nothing is locked while a task is done.
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((place, task)) = next else { break };
            let result = work(task);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((place, result));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Whoever is there does what is waiting: a thread less takes time and loses nothing.
            if Builder::new().spawn_scoped(scope, run).is_err() {
                break;
            }
        }
        run();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_tasks() {
        for count in [0, 1, 2, 17] {
            let tasks: Vec<usize> = (0..count).collect();
            let expected: Vec<usize> = tasks.iter().map(|task| task * 2).collect();
            assert_eq!(side_by_side(tasks, |task| task * 2), expected);
        }
    }
}
