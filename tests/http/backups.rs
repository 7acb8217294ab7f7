//! The drill: back up, check, restore, and what is refused.

use accord::server::blobs::Blobs;
use accord::server::settings::Settings;
use accord::server::{backup, cli};
use domain::agreement::Hash;
use store::Reach;

use crate::firm::{CONTENT, CONTENT_HASH, FILE, LEAD, OWN, firm, id, team};
use crate::kit::{World, get, settings};

/// Settings of a data folder that holds nothing yet.
fn elsewhere() -> Settings {
    let settings = settings();
    std::fs::remove_dir_all(&settings.data).unwrap();
    settings
}

#[tokio::test]
async fn a_backup_is_restored_as_it_was() {
    let world = firm().await;
    let folder = world.settings.data.join("backup");
    backup::create(&world.settings, &folder).await.unwrap();
    backup::verify(&folder).await.unwrap();
    assert!(backup::create(&world.settings, &folder).await.is_err(), "nothing is overwritten");
    let other = elsewhere();
    backup::restore(&other, &folder).await.unwrap();
    assert!(backup::restore(&other, &folder).await.is_err(), "nothing is overwritten");
    backup::doctor(&other).await.unwrap();
    let restored = World::on(other).await;
    assert_eq!(restored.send(get("/readyz")).await.code(), 200);
    let address = format!("/projects/{}/files/{}", id(OWN), id(FILE));
    let answer = restored.send(get(&address).with(&team(LEAD))).await;
    assert_eq!((answer.code(), answer.body.as_slice()), (200, CONTENT));
    let mut names = Vec::new();
    for db in [&world.db, &restored.db] {
        let mut tx = db.read().await.unwrap();
        let projects = store::projects::visible(&mut tx, Reach::All).await.unwrap();
        names.push(projects.into_iter().map(|row| row.project).collect::<Vec<_>>());
    }
    assert_eq!(names[0], names[1]);
}

#[tokio::test]
async fn a_damaged_or_unfinished_backup_is_not_restored() {
    let world = firm().await;
    let folder = world.settings.data.join("backup");
    backup::create(&world.settings, &folder).await.unwrap();
    let database = folder.join("accord.db");
    let whole = std::fs::read(&database).unwrap();
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let other = elsewhere();
    for bytes in [&damaged[..], &whole[..whole.len() - 1], &[]] {
        std::fs::write(&database, bytes).unwrap();
        assert!(backup::verify(&folder).await.is_err());
        assert!(backup::restore(&other, &folder).await.is_err());
    }
    std::fs::write(&database, &whole).unwrap();
    backup::verify(&folder).await.unwrap();
    std::fs::remove_file(folder.join("manifest.json")).unwrap();
    assert!(backup::verify(&folder).await.is_err(), "without a manifest it is unfinished");
    assert!(backup::restore(&other, &folder).await.is_err());
    assert!(!other.data.join("accord.db").exists(), "nothing was written");
}

/// SQLite plays a log back into whatever database lies beside it.
#[tokio::test]
async fn a_restore_meets_no_log_of_another_database_and_leaves_no_half_one() {
    let world = firm().await;
    let folder = world.settings.data.join("backup");
    backup::create(&world.settings, &folder).await.unwrap();
    let other = elsewhere();
    std::fs::create_dir_all(&other.data).unwrap();
    let log = other.data.join("accord.db-wal");
    std::fs::write(&log, b"of a server that was killed").unwrap();
    let said = backup::restore(&other, &folder).await.unwrap_err().to_string();
    assert!(said.contains("accord.db-wal"), "{said}");
    std::fs::remove_file(&log).unwrap();
    // What a restore that broke off has left is written over.
    std::fs::write(other.data.join("accord.db.part"), b"half of it").unwrap();
    backup::restore(&other, &folder).await.unwrap();
    assert!(!other.data.join("accord.db.part").exists());
    backup::doctor(&other).await.unwrap();
    std::fs::remove_dir_all(&other.data).unwrap();
}

#[tokio::test]
async fn a_backup_is_not_restored_beside_the_database_that_is_used() {
    let world = firm().await;
    let folder = world.settings.data.join("backup");
    backup::create(&world.settings, &folder).await.unwrap();
    for address in ["postgres://localhost/accord", "sqlite:///elsewhere/accord.db"] {
        let other = Settings { database_url: address.to_owned(), ..elsewhere() };
        let said = backup::restore(&other, &folder).await.unwrap_err().to_string();
        assert!(said.contains("ACCORD_DATABASE_URL"), "{said}");
        assert!(!other.data.exists(), "nothing was written");
    }
}

/// A database that was not closed leaves its log behind: its file is looked through before anybody
/// writes into it.
#[tokio::test]
async fn after_an_unclean_stop_the_file_is_looked_through() {
    let whole = firm().await.into_bytes().await;
    // The damaged file says that it has more free pages than there are.
    for (more, is_whole) in [(5, false), (0, true)] {
        let there = settings();
        let mut bytes = whole.clone();
        bytes[39] = bytes[39].wrapping_add(more);
        std::fs::write(there.data.join("accord.db"), &bytes).unwrap();
        std::fs::write(there.data.join("accord.db-wal"), b"left behind").unwrap();
        match cli::open(&there).await {
            Ok((db, _lock)) => {
                assert!(is_whole);
                db.close().await;
            }
            Err(error) => {
                let said = format!("{error:#}");
                assert!(!is_whole && said.contains("backup restore"), "{said}");
            }
        }
        std::fs::remove_dir_all(&there.data).unwrap();
    }
}

#[tokio::test]
async fn the_contents_of_files_are_part_of_a_backup() {
    let world = firm().await;
    // What somebody else put into the folder stays there.
    let data = &world.settings.data;
    std::fs::write(data.join("files").join("note.txt"), b"not a content").unwrap();
    let folder = data.join("backup");
    backup::create(&world.settings, &folder).await.unwrap();
    assert!(!folder.join("files").join("note.txt").exists());
    let content = Blobs::of(&folder).path(CONTENT_HASH.parse::<Hash>().unwrap());
    assert_eq!(std::fs::read(&content).unwrap(), CONTENT);
    std::fs::write(&content, b"Layout of the hulls\n").unwrap();
    assert!(backup::verify(&folder).await.is_err(), "a byte was changed");
    std::fs::remove_file(&content).unwrap();
    assert!(backup::verify(&folder).await.is_err(), "it is gone");
    std::fs::write(&content, CONTENT).unwrap();
    backup::verify(&folder).await.unwrap();
    // A manifest that leads out of the folder is no manifest.
    let manifest = folder.join("manifest.json");
    let text = std::fs::read_to_string(&manifest).unwrap();
    let place = format!("files/{}/{}/{CONTENT_HASH}", &CONTENT_HASH[..2], &CONTENT_HASH[2..4]);
    assert!(text.contains(&place), "{text}");
    for odd in ["../evil", "/tmp/evil", "files/../../evil", "manifest.json"] {
        std::fs::write(&manifest, text.replace(&place, odd)).unwrap();
        let said = backup::verify(&folder).await.unwrap_err().to_string();
        assert!(said.contains(odd), "{said}");
        assert!(backup::restore(&elsewhere(), &folder).await.is_err());
    }
}

#[tokio::test]
async fn the_doctor_finds_contents_that_are_missing_or_damaged() {
    let world = firm().await;
    backup::doctor(&world.settings).await.unwrap();
    let content = Blobs::of(&world.settings.data).path(CONTENT_HASH.parse::<Hash>().unwrap());
    std::fs::write(&content, b"another one").unwrap();
    assert!(backup::doctor(&world.settings).await.is_err());
    std::fs::remove_file(&content).unwrap();
    assert!(backup::doctor(&world.settings).await.is_err());
}

#[tokio::test]
async fn the_doctor_finds_a_broken_chain_and_a_damaged_file() {
    let world = firm().await;
    let data = &world.settings.data;
    accord::server::demo::seed(&world.db, data, locale::Locale::en).await.unwrap();
    backup::doctor(&world.settings).await.unwrap();
    let mut settings = settings();
    let mut bytes = world.into_bytes().await;
    // One letter of an event that was told: the chain of hashes no longer holds.
    let place = bytes.windows(15).position(|part| part == b"project.created").unwrap();
    bytes[place + 8] = b'C';
    std::fs::write(settings.data.join("accord.db"), &bytes).unwrap();
    let said = backup::doctor(&settings).await.unwrap_err().to_string();
    assert!(said.contains(&settings.data.display().to_string()), "{said}");
    settings.database_url = format!("sqlite://{}", settings.data.join("none.db").display());
    std::fs::write(settings.data.join("none.db"), b"this is no database at all").unwrap();
    assert!(backup::doctor(&settings).await.is_err());
    std::fs::remove_dir_all(&settings.data).unwrap();
}
