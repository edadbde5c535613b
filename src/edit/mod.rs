//! Editing a page's file: values and body in, the same file out with every other byte as it was.
//!
//! Values are read as the build reads them; after each edit the new text is read again and must say
//! exactly what was asked, or the edit is not made. Pure: files come in as text and go out as text.
//! Which file it is, saving it, and who may, is for the rooms above.

mod change;
mod fault;
mod flow;
mod head;
mod lines;
mod list;
mod merge;
mod moved;
mod page;
mod tree;
mod value;
mod write;

pub use fault::EditFault;
pub use merge::{Clash, Merged, merge};
pub use moved::{Moved, Moves, moved, section_moved};
pub use page::{Parts, apply, split};

#[cfg(test)]
mod tests;
