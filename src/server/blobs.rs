//! The bytes of files, each content once: `files/ab/cd/abcd…` in the data folder, named by its
//! SHA-256.
//!
//! What is written goes into a file of its own below `files/incoming` first, reaches the disk, and
//! then gets its name, so that a name stands for whole content or does not exist.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::agreement::Hash;
use domain::file::HEAD;
use sha2::{Digest, Sha256};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{clock, random};

/// The folder in the data folder and in a backup.
pub const FOLDER: &str = "files";
const INCOMING: &str = "incoming";

/// Where contents lie; cheap to clone.
#[derive(Clone, Debug)]
pub struct Blobs {
    root: Arc<Path>,
}

/// A content on its way in; gone without a trace unless it is kept.
pub struct Incoming {
    root: Arc<Path>,
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
        Self { root: data.join(FOLDER).into() }
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
        match std::fs::remove_dir_all(self.root.join(INCOMING)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }
}

impl Incoming {
    /// How many bytes have come so far.
    #[must_use]
    pub const fn size(&self) -> i64 {
        self.size
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
        let hash = Hash(self.hasher.clone().finalize().into());
        let path = self.root.join(place(hash));
        let folder = path.parent().unwrap_or(&self.root).to_owned();
        fs::create_dir_all(&folder).await?;
        // The same content may be there already: then it is replaced by itself.
        fs::rename(&self.path, &path).await?;
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
