//! A build that fails or dies at any operation leaves the old site or the new one.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// A disk that refuses to work from its n-th operation on, as if the program had died there.
#[derive(Debug)]
struct Dying {
    left: AtomicUsize,
    /// Whether it knows the exchange of folders.
    exchanges: bool,
    /// Whether files have numbers of their own.
    numbers: bool,
}

impl Dying {
    fn step(&self) -> io::Result<()> {
        self.left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1))
            .map(|_| ())
            .map_err(|_| io::Error::other("the disk is gone"))
    }
}

impl Disk for Dying {
    fn names(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.step().and_then(|()| RealDisk.names(dir))
    }
    fn stamp(&self, path: &Path) -> Option<Stamp> {
        RealDisk.stamp(path)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<Stamp> {
        self.step().and_then(|()| RealDisk.write(path, bytes))
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<Stamp> {
        self.step().and_then(|()| RealDisk.copy(from, to))
    }
    fn make_dirs(&self, dir: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.make_dirs(dir))
    }
    fn files(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        let files = self.step().and_then(|()| RealDisk.files(dir))?;
        let told = |file: Entry| if self.numbers { file } else { Entry { number: 7, ..file } };
        Ok(files.into_iter().map(told).collect())
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.link(from, to))
    }
    fn exchange(&self, new: &Path, old: &Path) -> io::Result<()> {
        self.step()?;
        if self.exchanges { RealDisk.exchange(new, old) } else { Err(io::ErrorKind::Unsupported.into()) }
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.rename(from, to))
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.remove_file(path))
    }
    fn remove_empty(&self, dir: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.remove_empty(dir))
    }
    fn remove_all(&self, dir: &Path) -> io::Result<()> {
        self.step().and_then(|()| RealDisk.remove_all(dir))
    }
}

type Files = BTreeMap<String, String>;

fn files(pairs: &[(&str, &str)]) -> Files {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

fn write(disk: &dyn Disk, dir: &Path, site: &Files) -> Result<(), OutputError> {
    let target = Site::open(disk, dir)?;
    let old = target.listed();
    let made: Vec<(&str, Stamp)> =
        old.iter().filter_map(|address| Some((address.as_str(), target.stamp(address)?))).collect();
    let spare = target.prepare(&made);
    for (address, text) in site {
        target.put(address, text.as_bytes())?;
    }
    let all: Vec<&str> = site.keys().map(String::as_str).collect();
    let staged: Vec<&str> = site.keys().map(String::as_str).collect();
    let removed: Vec<String> = old.iter().filter(|a| !site.contains_key(*a)).cloned().collect();
    target.commit(&staged, &removed, &all, spare.as_ref())
}

fn read(dir: &Path) -> Files {
    fn walk(top: &Path, dir: &Path, out: &mut Files) {
        let Ok(entries) = fs::read_dir(dir) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(top, &path, out);
            } else {
                let name = path.strip_prefix(top).unwrap().to_string_lossy().into_owned();
                if !name.starts_with(".sotay") {
                    out.insert(name, fs::read_to_string(&path).unwrap());
                }
            }
        }
    }
    let mut out = Files::new();
    walk(dir, dir, &mut out);
    out
}

fn scratch(name: &str) -> PathBuf {
    thread_local!(static NEXT: Cell<u32> = const { Cell::new(0) });
    let n = NEXT.with(|n| n.replace(n.get() + 1));
    let dir = std::env::temp_dir().join(format!("sotay-{name}-{}-{n}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

#[test]
fn a_first_build_appears_whole_or_not_at_all() {
    let new = files(&[("index.html", "1"), ("a/b.html", "2"), ("a/c.html", "3")]);
    for n in 0..30 {
        let top = scratch("first");
        let dir = top.join("output");
        let dying = Dying { left: AtomicUsize::new(n), exchanges: false, numbers: true };
        let done = write(&dying, &dir, &new).is_ok();
        let found = read(&dir);
        assert!(found.is_empty() || found == new, "step {n}: {found:?}");
        write(&RealDisk, &dir, &new).unwrap();
        assert_eq!(read(&dir), new);
        fs::remove_dir_all(&top).unwrap();
        if done {
            return;
        }
    }
    unreachable!("a build takes fewer operations");
}

#[test]
fn a_later_build_is_finished_by_the_next_one() {
    let old = files(&[("index.html", "1"), ("a/b.html", "2"), ("old/x.html", "gone")]);
    let new = files(&[("index.html", "1 neu"), ("a/b.html", "2"), ("new/y.html", "3")]);
    for n in 0..60 {
        let top = scratch("later");
        let dir = top.join("output");
        write(&RealDisk, &dir, &old).unwrap();
        let dying = Dying { left: AtomicUsize::new(n), exchanges: false, numbers: true };
        let done = write(&dying, &dir, &new).is_ok();
        // No file is ever torn: each is the old one, the new one, or rightly absent.
        for (address, text) in read(&dir) {
            assert!(old.get(&address) == Some(&text) || new.get(&address) == Some(&text), "step {n}: {address}");
        }
        write(&RealDisk, &dir, &new).unwrap();
        assert_eq!(read(&dir), new, "step {n}");
        fs::remove_dir_all(&top).unwrap();
        if done {
            return;
        }
    }
    unreachable!("a build takes fewer operations");
}

#[test]
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn a_later_build_comes_in_whole_where_folders_can_be_exchanged() {
    let sites = [
        files(&[("index.html", "1"), ("a/b.html", "2"), ("old/x.html", "gone")]),
        files(&[("index.html", "1 new"), ("a/b.html", "2"), ("new/y.html", "3"), ("new/z.html", "4")]),
        // What was a folder is a file, and the other way round.
        files(&[("index.html", "1 new"), ("a", "5"), ("new", "6"), ("old/x.html/deep.html", "7")]),
    ];
    for n in 0..240 {
        let top = scratch("whole");
        let dir = top.join("output");
        write(&RealDisk, &dir, &sites[0]).unwrap();
        let dying = Dying { left: AtomicUsize::new(n / 2), exchanges: true, numbers: n % 2 == 0 };
        let mut done = true;
        for (old, new) in [(&sites[0], &sites[1]), (&sites[1], &sites[2]), (&sites[2], &sites[0])] {
            done &= write(&dying, &dir, new).is_ok();
            let found = read(&dir);
            assert!(found == *old || found == *new, "step {n}: {found:?}");
            write(&RealDisk, &dir, new).unwrap();
            assert_eq!(read(&dir), *new, "step {n}");
        }
        fs::remove_dir_all(&top).unwrap();
        if done {
            return;
        }
    }
    unreachable!("builds take fewer operations");
}

#[test]
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn beside_the_site_only_its_own_files_are_believed() {
    for numbers in [true, false] {
        let top = scratch("beside");
        let dir = top.join("output");
        let disk = Dying { left: AtomicUsize::new(1000), exchanges: true, numbers };
        let spare = workshop(&dir).join("spare");
        for text in ["1", "2"] {
            write(&disk, &dir, &files(&[("a", text), ("b", text), ("c/d", "same")])).unwrap();
        }
        let target = Site::open(&disk, &dir).unwrap();
        let addresses = ["a", "b", "c/d"];
        let made = addresses.map(|address| (address, target.stamp(address).unwrap()));
        target.prepare(&made).unwrap();
        for address in addresses {
            fs::remove_file(spare.join(address)).unwrap();
            fs::write(spare.join(address), "else").unwrap();
        }
        let ready = target.prepare(&made);
        assert_eq!(read(&spare), read(&dir), "they are its own again");
        target.put("a", b"3").unwrap();
        target.put("b", b"3").unwrap();
        target.commit(&["a", "b"], &[], &addresses, ready.as_ref()).unwrap();
        assert_eq!(read(&dir), files(&[("a", "3"), ("b", "3"), ("c/d", "same")]));
        fs::remove_dir_all(&top).unwrap();
    }
}

#[test]
fn a_file_of_somebody_else_in_the_site_stays() {
    let top = scratch("guest");
    let dir = top.join("output");
    write(&RealDisk, &dir, &files(&[("index.html", "1"), ("a/b.html", "2")])).unwrap();
    fs::write(dir.join("a/CNAME"), "mine").unwrap();
    let new = files(&[("index.html", "3"), ("a/b.html", "4")]);
    write(&RealDisk, &dir, &new).unwrap();
    assert_eq!(fs::read_to_string(dir.join("a/CNAME")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(dir.join("index.html")).unwrap(), "3");
    fs::remove_dir_all(&top).unwrap();
}

#[test]
fn a_folder_with_other_files_is_refused() {
    let top = scratch("foreign");
    let dir = top.join("output");
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("thesis.doc"), "dear").unwrap();
    assert!(matches!(write(&RealDisk, &dir, &files(&[("index.html", "1")])), Err(OutputError::NotOurs(_))));
    assert_eq!(fs::read_to_string(dir.join("thesis.doc")).unwrap(), "dear");
    fs::remove_dir_all(&top).unwrap();
}

#[test]
fn a_folder_with_only_the_marker_takes_a_first_build() {
    let top = scratch("marker");
    let dir = top.join("output");
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join(MARKER), "x").unwrap();
    let new = files(&[("index.html", "1")]);
    write(&RealDisk, &dir, &new).unwrap();
    assert_eq!(read(&dir), new);
    fs::remove_dir_all(&top).unwrap();
}

#[test]
fn a_first_site_takes_nothing_from_one_before_it() {
    let dir = scratch("spare").join("site");
    for number in 0..2 {
        write(&RealDisk, &dir, &files(&[("index.html", &format!("{number}")), ("a/b.html", &format!("{number}"))]))
            .unwrap();
    }
    let spare = workshop(&dir).join("spare");
    let had = spare.exists();
    fs::remove_dir_all(&dir).unwrap();
    let new = files(&[("index.html", "3")]);
    write(&RealDisk, &dir, &new).unwrap();
    assert_eq!((read(&dir), spare.exists()), (new, false));
    // Where the disk knows no exchange there is no other side.
    assert!(had || !cfg!(target_os = "linux"));
}

#[test]
fn files_asked_for_and_linked_together_are_the_same_as_one_by_one() {
    let top = scratch("together");
    let (from, to) = (top.join("from"), top.join("to"));
    let addresses = ["z.html", "a/b.html", "a/b/c.html", "a/bc/d.html", "a/b/e.html", "a/z.html", "f.html"];
    for address in addresses {
        fs::create_dir_all(from.join(address).parent().unwrap()).unwrap();
        fs::create_dir_all(to.join(address).parent().unwrap()).unwrap();
        fs::write(from.join(address), address).unwrap();
    }
    let asked = ["gone.html", "a/b/c.html", "nowhere/x.html", "a/gone.html", "z.html", "a/bc/d.html", "a/b"];
    let one_by_one: Vec<_> = asked.iter().map(|address| RealDisk.stamp(&from.join(address))).collect();
    assert_eq!(RealDisk.stamps(&from, &asked), one_by_one);
    assert_eq!(one_by_one.iter().filter(|stamp| stamp.is_some()).count(), 4);
    RealDisk.link_all(&from, &to, &addresses).unwrap();
    assert!(addresses.iter().all(|address| fs::read_to_string(to.join(address)).unwrap() == *address));
    assert!(RealDisk.link_all(&from, &to, &["z.html"]).is_err(), "it is there already");
}
