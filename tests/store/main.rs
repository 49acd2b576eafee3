//! The store room from outside: files that are opened, saved, damaged, changed by others, and cut short.

#[cfg(test)]
mod crash;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod files;
#[cfg(test)]
mod format;
#[cfg(test)]
mod memory;
#[cfg(test)]
#[path = "../support/projects.rs"]
mod projects;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod side_files;
