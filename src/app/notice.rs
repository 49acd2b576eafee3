//! What the window tells the user in a line below the top bar.

use crate::store::Message;

use super::{Command, DocumentId};

/// A line for the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// How serious it is.
    pub tone: Tone,
    /// What happened, what is safe, what to do.
    pub text: String,
    /// A button with what it does, if something can be done about it at once.
    pub action: Option<(&'static str, Command)>,
    /// The document that it speaks of: it goes with that.
    pub document: Option<DocumentId>,
}

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something went as asked.
    Fine,
    /// Something did not go as asked, or needs attention.
    Warning,
}

impl Notice {
    /// Something went as asked.
    pub fn fine(text: impl Into<String>) -> Self {
        Self { tone: Tone::Fine, text: text.into(), action: None, document: None }
    }

    /// Something did not go as asked.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { tone: Tone::Warning, text: text.into(), action: None, document: None }
    }

    /// With a button.
    #[must_use]
    pub fn with(self, label: &'static str, command: Command) -> Self {
        Self { action: Some((label, command)), ..self }
    }

    /// Of a document.
    #[must_use]
    pub fn of(self, document: DocumentId) -> Self {
        Self { document: Some(document), ..self }
    }
}

impl From<Message> for Notice {
    fn from(message: Message) -> Self {
        Self::warning(message.to_string())
    }
}
