//! Work that must not hold the window up: reading and writing files, waiting for a dialog. Each job is a named thread
//! that sends what it did and wakes the window.

use std::sync::mpsc::{Receiver, Sender, channel};

use egui::Context;

/// Jobs and what they did.
#[derive(Debug)]
pub struct Jobs<T> {
    sender: Sender<T>,
    receiver: Receiver<T>,
    inline: bool,
}

impl<T: Send + 'static> Jobs<T> {
    /// No jobs yet. Inline jobs run at once, on the thread that asks.
    pub fn new(inline: bool) -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, inline }
    }

    /// Runs a job. `work` gives what is handed back by [`Self::finished`].
    pub fn run(&self, ctx: &Context, name: &str, work: impl FnOnce() -> T + Send + 'static) {
        let sender = self.sender.clone();
        let ctx = ctx.clone();
        let job = move || {
            let done = work();
            // The window may have gone in the meantime; then nobody waits for this.
            sender.send(done).ok();
            ctx.request_repaint();
        };
        if self.inline {
            job();
            return;
        }
        if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(job) {
            log::error!("the job {name} could not be started: {error}");
        }
    }

    /// What has been done since the last call, in order.
    pub fn finished(&self) -> Vec<T> {
        self.receiver.try_iter().collect()
    }
}
