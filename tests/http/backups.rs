//! The drill: back up, check, restore, and what is refused.

use accord::server::backup;
use accord::server::settings::Settings;
use store::Reach;

use crate::firm::firm;
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

#[tokio::test]
async fn the_doctor_finds_a_broken_chain_and_a_damaged_file() {
    let world = firm().await;
    accord::server::demo::seed(&world.db, locale::Locale::en).await.unwrap();
    backup::doctor(&world.settings).await.unwrap();
    let mut settings = settings();
    let mut bytes = world.into_bytes().await;
    // One letter of an event that was told: the chain of hashes no longer holds.
    let place = bytes.windows(15).position(|part| part == b"project.created").unwrap();
    bytes[place + 8] = b'C';
    std::fs::write(settings.data.join("accord.db"), &bytes).unwrap();
    let said = backup::doctor(&settings).await.unwrap_err().to_string();
    assert!(said.contains("wrong"), "{said}");
    settings.database_url = format!("sqlite://{}", settings.data.join("none.db").display());
    std::fs::write(settings.data.join("none.db"), b"this is no database at all").unwrap();
    assert!(backup::doctor(&settings).await.is_err());
    std::fs::remove_dir_all(&settings.data).unwrap();
}
