//! The bytes of files, each content once: `files/ab/cd/abcd…` in the data folder, named by its
//! SHA-256.
//!
//! What is written goes into a file of its own below `files/incoming` first, reaches the disk, and
//! then gets its name, so that a name stands for whole content or does not exist.
//!
//! A content that nothing names any more gets a mark below `files/unused` that says since when, and
//! goes a day later: a backup or an upload that is under way still finds it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::agreement::Hash;
use domain::file::HEAD;
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::RwLock;

use super::{clock, random};

/// The folder in the data folder and in a backup.
pub const FOLDER: &str = "files";
const INCOMING: &str = "incoming";
const UNUSED: &str = "unused";
/// So long a content stays that nothing names.
const UNUSED_MINUTES: i64 = 24 * 60;

/// Where contents lie; cheap to clone.
#[derive(Clone, Debug)]
pub struct Blobs {
    root: Arc<Path>,
    /// Contents come in together; one goes while none comes in.
    gate: Arc<RwLock<()>>,
}

/// A content on its way in; gone without a trace unless it is kept.
pub struct Incoming {
    root: Arc<Path>,
    gate: Arc<RwLock<()>>,
    path: PathBuf,
    file: File,
    hasher: Sha256,
    size: i64,
    head: Vec<u8>,
    is_on_disk: bool,
    is_kept: bool,
}

/// A content that is kept.
#[derive(Clone, Debug)]
pub struct Stored {
    /// SHA-256 of its bytes.
    pub hash: Hash,
    /// How many bytes it has.
    pub size: i64,
    /// Its first bytes, at most `HEAD`.
    pub head: Vec<u8>,
}

impl Blobs {
    /// The contents of a data folder.
    #[must_use]
    pub fn of(data: &Path) -> Self {
        Self { root: data.join(FOLDER).into(), gate: Arc::default() }
    }

    /// Where a content lies or would lie.
    #[must_use]
    pub fn path(&self, hash: Hash) -> PathBuf {
        self.root.join(place(hash))
    }

    /// Begins to write a content.
    ///
    /// # Errors
    /// What the disk answers.
    pub async fn begin(&self) -> io::Result<Incoming> {
        let folder = self.root.join(INCOMING);
        fs::create_dir_all(&folder).await?;
        let path = folder.join(random::uuid(clock::now()).to_string());
        let file = File::create_new(&path).await?;
        Ok(Incoming {
            root: Arc::clone(&self.root),
            gate: Arc::clone(&self.gate),
            path,
            file,
            hasher: Sha256::new(),
            size: 0,
            head: Vec::new(),
            is_on_disk: false,
            is_kept: false,
        })
    }

    /// Keeps a content that is in memory.
    ///
    /// # Errors
    /// What the disk answers.
    pub async fn put(&self, bytes: &[u8]) -> io::Result<Stored> {
        let mut incoming = self.begin().await?;
        incoming.write(bytes).await?;
        incoming.keep().await
    }

    /// Opens a content for reading.
    ///
    /// # Errors
    /// What the disk answers; `NotFound` when it is not there.
    pub async fn open(&self, hash: Hash) -> io::Result<File> {
        File::open(self.path(hash)).await
    }

    /// The first bytes of a content, at most so many.
    ///
    /// # Errors
    /// As `open`.
    pub async fn read(&self, hash: Hash, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(hash).await?.take(most).read_to_end(&mut bytes).await?;
        Ok(bytes)
    }

    /// Removes what earlier runs of the program left half written.
    ///
    /// # Errors
    /// What the disk answers.
    pub fn clear(&self) -> io::Result<()> {
        gone(std::fs::remove_dir_all(self.root.join(INCOMING)))
    }

    /// Every content that lies here, in the order of the names.
    ///
    /// # Errors
    /// What the disk answers.
    pub fn contents(&self) -> io::Result<Vec<Hash>> {
        let (mut folders, mut found) = (vec![self.root.to_path_buf()], Vec::new());
        while let Some(folder) = folders.pop() {
            let entries = match std::fs::read_dir(&folder) {
                Ok(entries) => entries,
                // Before the first content there is no folder.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            for entry in entries {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.extend(path.strip_prefix(&self.root).ok().and_then(hash_at));
                }
            }
        }
        found.sort_unstable_by_key(|hash| hash.0);
        Ok(found)
    }

    /// Notes that something names a content.
    ///
    /// # Errors
    /// What the disk answers.
    pub async fn hold(&self, hash: Hash) -> io::Result<()> {
        gone(fs::remove_file(mark(&self.root, hash)).await)
    }

    /// Notes that nothing names a content, and removes it once that was so for a day; says whether
    /// it did.
    ///
    /// # Errors
    /// What the disk answers.
    pub async fn let_go(&self, hash: Hash, now: Timestamp) -> io::Result<bool> {
        let _alone = self.gate.write().await;
        let mark = mark(&self.root, hash);
        let since = match fs::read_to_string(&mark).await {
            Ok(text) => text.parse().ok().map(Timestamp),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        match since {
            None => {
                fs::create_dir_all(self.root.join(UNUSED)).await?;
                fs::write(&mark, now.0.to_string()).await?;
                Ok(false)
            }
            Some(since) if since.plus_minutes(UNUSED_MINUTES) > now => Ok(false),
            Some(_) => {
                gone(fs::remove_file(self.path(hash)).await)?;
                gone(fs::remove_file(&mark).await)?;
                Ok(true)
            }
        }
    }
}

impl Incoming {
    /// How many bytes have come so far.
    #[must_use]
    pub const fn size(&self) -> i64 {
        self.size
    }

    /// SHA-256 of what has come so far.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash(self.hasher.clone().finalize().into())
    }

    /// The first bytes that have come, at most `HEAD`.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// What the disk answers.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.update(bytes);
        self.size += i64::try_from(bytes.len()).map_err(io::Error::other)?;
        let wanted = (HEAD - self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..wanted]);
        self.is_on_disk = false;
        self.file.write_all(bytes).await
    }

    /// Waits until what has come so far has reached the disk: what is slow about keeping it is done
    /// before a transaction begins.
    ///
    /// # Errors
    /// What the disk answers.
    pub async fn settle(&mut self) -> io::Result<()> {
        if !self.is_on_disk {
            self.file.flush().await?;
            self.file.sync_all().await?;
            self.is_on_disk = true;
        }
        Ok(())
    }

    /// Gives the content its name. It has reached the disk when this returns.
    ///
    /// # Errors
    /// What the disk answers.
    pub async fn keep(mut self) -> io::Result<Stored> {
        self.settle().await?;
        let hash = self.hash();
        let path = self.root.join(place(hash));
        let folder = path.parent().unwrap_or(&self.root).to_owned();
        fs::create_dir_all(&folder).await?;
        let gate = Arc::clone(&self.gate);
        let passing = gate.read().await;
        // The same content may be there already: then it is replaced by itself, and is new again.
        fs::rename(&self.path, &path).await?;
        gone(fs::remove_file(mark(&self.root, hash)).await)?;
        drop(passing);
        self.is_kept = true;
        for folder in folder.ancestors().take_while(|folder| folder.starts_with(&self.root)) {
            File::open(folder).await?.sync_all().await?;
        }
        Ok(Stored { hash, size: self.size, head: std::mem::take(&mut self.head) })
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.is_kept {
            // What stays behind is removed at the next start.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// The place of a content below the folder: two levels keep folders small.
#[must_use]
pub fn place(hash: Hash) -> PathBuf {
    let name = hash.to_string();
    [&name[..2], &name[2..4], &name].iter().collect()
}

/// Where it is noted that nothing names a content.
fn mark(root: &Path, hash: Hash) -> PathBuf {
    root.join(UNUSED).join(hash.to_string())
}

/// What is not there need not be removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// The hash that a place below the folder stands for, if it is one.
#[must_use]
pub fn hash_at(relative: &Path) -> Option<Hash> {
    let hash: Hash = relative.file_name()?.to_str()?.parse().ok()?;
    (place(hash) == relative).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blobs() -> (Blobs, PathBuf) {
        let folder =
            std::env::temp_dir().join(format!("accord-blobs-{}", random::uuid(clock::now())));
        (Blobs::of(&folder), folder)
    }

    #[tokio::test]
    async fn a_content_lies_under_its_hash() {
        let (blobs, folder) = blobs();
        let kept = blobs.put(b"abc").await.unwrap();
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((kept.hash.to_string().as_str(), kept.size), (known, 3));
        assert_eq!(kept.head, b"abc");
        assert!(blobs.path(kept.hash).ends_with(format!("files/ba/78/{known}")));
        assert_eq!(blobs.read(kept.hash, 2).await.unwrap(), b"ab");
        assert_eq!(blobs.put(b"abc").await.unwrap().hash, kept.hash);
        assert_eq!(hash_at(&place(kept.hash)), Some(kept.hash));
        for odd in ["ba/79", "../x", "incoming/1", known] {
            assert_eq!(hash_at(Path::new(odd)), None, "{odd}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_nothing_names_goes_after_a_day_unless_it_comes_again() {
        let (blobs, folder) = blobs();
        let hash = blobs.put(b"abc").await.unwrap().hash;
        let now = clock::now();
        let hours = |hours: i64| now.plus_minutes(hours * 60);
        assert!(!blobs.let_go(hash, now).await.unwrap());
        assert!(!blobs.let_go(hash, hours(23)).await.unwrap());
        assert_eq!(blobs.contents().unwrap(), [hash], "a mark is no content");
        // The same content comes in once more, or something names it again: the day begins anew.
        blobs.put(b"abc").await.unwrap();
        assert!(!blobs.let_go(hash, hours(25)).await.unwrap());
        blobs.hold(hash).await.unwrap();
        assert!(!blobs.let_go(hash, hours(60)).await.unwrap());
        assert!(blobs.let_go(hash, hours(85)).await.unwrap());
        assert_eq!(blobs.contents().unwrap(), []);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_not_taken_for_an_empty_one() {
        let (blobs, folder) = blobs();
        assert_eq!(blobs.contents().unwrap(), [], "before the first content there is no folder");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(FOLDER), b"no folder").unwrap();
        assert!(blobs.contents().is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_not_kept_leaves_nothing() {
        let (blobs, folder) = blobs();
        let mut incoming = blobs.begin().await.unwrap();
        incoming.write(&[7; 3 * HEAD]).await.unwrap();
        assert_eq!(incoming.size(), 3 * HEAD as i64);
        drop(incoming);
        let count = || std::fs::read_dir(folder.join(FOLDER).join(INCOMING)).unwrap().count();
        assert_eq!(count(), 0);
        std::fs::write(folder.join(FOLDER).join(INCOMING).join("left"), b"half").unwrap();
        blobs.clear().unwrap();
        blobs.clear().unwrap();
        assert!(!folder.join(FOLDER).join(INCOMING).exists());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
