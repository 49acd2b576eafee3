//! What the process that reads a file says: a letter, a length, and so many bytes.

use std::io::{self, Read, Write};

/// The longest frame that is taken, in bytes.
const LONGEST: u32 = 128 * 1024 * 1024;

/// What is said.
pub(super) enum Frame {
    /// So many bytes are read, of so many.
    Progress(u64, u64),
    /// The answer.
    Done(Vec<u8>),
}

/// Says how far the reading is.
pub(super) fn say_progress(out: &mut impl Write, read: u64, total: u64) -> io::Result<()> {
    let mut bytes = [0; 16];
    let (first, second) = bytes.split_at_mut(8);
    first.copy_from_slice(&read.to_le_bytes());
    second.copy_from_slice(&total.to_le_bytes());
    say(out, b'P', &bytes)
}

/// Says the answer.
pub(super) fn say_done(out: &mut impl Write, answer: &[u8]) -> io::Result<()> {
    say(out, b'D', answer)
}

fn say(out: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&[kind])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)?;
    out.flush()
}

/// Hears the next frame; an error of the kind `InvalidData` where what is said is none.
pub(super) fn hear(from: &mut impl Read) -> io::Result<Frame> {
    let mut head = [0; 5];
    from.read_exact(&mut head)?;
    let [kind, length @ ..] = head;
    let length = u32::from_le_bytes(length);
    if !matches!((kind, length), (b'P', 16) | (b'D', 0..=LONGEST)) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != u64::from(length) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    if kind == b'D' {
        return Ok(Frame::Done(bytes));
    }
    let number = |bytes: &[u8]| bytes.try_into().map_or(0, u64::from_le_bytes);
    let (read, total) = bytes.split_at(8);
    Ok(Frame::Progress(number(read), number(total)))
}
