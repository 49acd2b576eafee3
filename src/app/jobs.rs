//! Work that must not hold the window up: reading and writing files, waiting for a dialog. Each job is a named thread
//! that sends what it did and wakes the window.
//!
//! What always holds: every job reports exactly once, also one that panics or could not be started, so that nothing
//! waits for ever; jobs of one queue run in the order in which they were asked for.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

use egui::Context;

/// Jobs and what they did.
pub struct Jobs<T> {
    sender: Sender<T>,
    receiver: Receiver<T>,
    inline: bool,
    queues: RefCell<BTreeMap<&'static str, Queue>>,
    #[cfg(test)]
    held: RefCell<Option<Vec<(&'static str, Work)>>>,
}

type Work = Box<dyn FnOnce() + Send>;

/// A thread that does one job after the other.
struct Queue {
    sender: Sender<Work>,
    thread: JoinHandle<()>,
}

/// What a job will have done: until it is done, that it was lost. Sent when the job ends, however it ends.
struct Report<T> {
    done: Option<T>,
    sender: Sender<T>,
    ctx: Context,
}

impl<T> Report<T> {
    fn end_with(mut self, done: T) {
        self.done = Some(done);
    }
}

impl<T> Drop for Report<T> {
    fn drop(&mut self) {
        if let Some(done) = self.done.take() {
            // The window may have gone in the meantime; then nobody waits for this.
            self.sender.send(done).ok();
            self.ctx.request_repaint();
        }
    }
}

impl<T: Send + 'static> Jobs<T> {
    /// No jobs yet. Inline jobs run at once, on the thread that asks.
    pub fn new(inline: bool) -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            inline,
            queues: RefCell::default(),
            #[cfg(test)]
            held: RefCell::default(),
        }
    }

    /// Runs a job beside all others. `work` gives what is handed back by [`Self::finished`]; `lost` is handed back where
    /// it panics or cannot be started.
    pub fn run(&self, ctx: &Context, name: &'static str, lost: T, work: impl FnOnce() -> T + Send + 'static) {
        let work = self.reported(ctx, lost, work);
        let Some(work) = self.at_once(name, work) else { return };
        if let Err(error) = Builder::new().name(name.to_owned()).spawn(work) {
            log::error!("the job {name} could not be started: {error}");
        }
    }

    /// Runs a job after those that were given to the same queue before it: what they write is written in that order.
    pub fn run_in_order(&self, ctx: &Context, queue: &'static str, lost: T, work: impl FnOnce() -> T + Send + 'static) {
        let work = self.reported(ctx, lost, work);
        let Some(work) = self.at_once(queue, work) else { return };
        let mut queues = self.queues.borrow_mut();
        if !queues.contains_key(queue) {
            match Queue::start(queue) {
                Ok(started) => {
                    queues.insert(queue, started);
                }
                Err(error) => log::error!("the queue {queue} could not be started: {error}"),
            }
        }
        if let Some(queue) = queues.get(queue) {
            // A queue runs until it is finished with; work that it does not take is dropped, and so reports its loss.
            queue.sender.send(work).ok();
        }
    }

    /// What has been done since the last call, in order.
    pub fn finished(&self) -> Vec<T> {
        self.receiver.try_iter().collect()
    }

    /// Waits until the queues have done what was asked of them: the program ends.
    pub fn finish_queues(&self) {
        for (name, queue) in self.queues.take() {
            drop(queue.sender);
            if queue.thread.join().is_err() {
                log::error!("the queue {name} ended early");
            }
        }
    }

    fn reported(&self, ctx: &Context, lost: T, work: impl FnOnce() -> T + Send + 'static) -> Work {
        let report = Report { done: Some(lost), sender: self.sender.clone(), ctx: ctx.clone() };
        Box::new(move || report.end_with(work()))
    }

    /// Runs or holds the work where tests ask for it; gives it back where it is to run beside the window.
    fn at_once(&self, name: &'static str, work: Work) -> Option<Work> {
        #[cfg(test)]
        if let Some(held) = self.held.borrow_mut().as_mut() {
            held.push((name, work));
            return None;
        }
        if !self.inline {
            return Some(work);
        }
        if let Err(panic) = catch_unwind(AssertUnwindSafe(work)) {
            log_panic(name, &panic);
        }
        None
    }
}

impl Queue {
    fn start(name: &'static str) -> std::io::Result<Self> {
        let (sender, receiver) = channel::<Work>();
        let thread = Builder::new().name(name.to_owned()).spawn(move || {
            for work in receiver {
                // One job that panics must not take those behind it along.
                if let Err(panic) = catch_unwind(AssertUnwindSafe(work)) {
                    log_panic(name, &panic);
                }
            }
        })?;
        Ok(Self { sender, thread })
    }
}

fn log_panic(name: &str, panic: &Box<dyn Any + Send>) {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    log::error!("the job {name} panicked: {}", text.unwrap_or("without a word"));
}

#[cfg(test)]
impl<T> Jobs<T> {
    /// From now on jobs wait until they are released.
    pub fn hold(&self) {
        self.held.borrow_mut().get_or_insert_default();
    }

    /// Runs the oldest waiting job of this name; whether there was one.
    pub fn release(&self, name: &str) -> bool {
        self.release_at(self.waiting().iter().position(|one| *one == name))
    }

    /// Runs the newest waiting job of this name; whether there was one.
    pub fn release_newest(&self, name: &str) -> bool {
        self.release_at(self.waiting().iter().rposition(|one| *one == name))
    }

    fn release_at(&self, place: Option<usize>) -> bool {
        let work = place.and_then(|place| Some(self.held.borrow_mut().as_mut()?.remove(place).1));
        work.map(|work| catch_unwind(AssertUnwindSafe(work)).ok()).is_some()
    }

    /// The names of the jobs that wait, oldest first.
    pub fn waiting(&self) -> Vec<&'static str> {
        self.held.borrow().iter().flatten().map(|(name, _)| *name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Jobs;

    #[test]
    fn a_job_that_panics_reports_that_it_is_lost() {
        let ctx = egui::Context::default();
        for inline in [true, false] {
            let jobs = Jobs::new(inline);
            jobs.run_in_order(&ctx, "queue", "lost", || panic!("this is the test's own"));
            jobs.run_in_order(&ctx, "queue", "lost", || "done");
            jobs.finish_queues();
            assert_eq!(jobs.finished(), ["lost", "done"]);
        }
        let jobs = Jobs::new(false);
        jobs.run(&ctx, "job", "lost", || panic!("this is the test's own"));
        assert_eq!(jobs.receiver.recv(), Ok("lost"));
    }

    #[test]
    fn a_queue_keeps_its_order_and_is_waited_for() {
        let ctx = egui::Context::default();
        let jobs = Jobs::new(false);
        for number in 0..100 {
            jobs.run_in_order(&ctx, "queue", -1, move || number);
        }
        jobs.finish_queues();
        assert_eq!(jobs.finished(), (0..100).collect::<Vec<_>>());
    }
}
