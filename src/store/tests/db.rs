use store::{Db, Kind, StoreError, organisation, plans, users};

use crate::database::{on_each, on_postgres, on_sqlite};
use crate::fixture::{LATER, NOW, firm, people, plan, project_id, user, user_id};

#[tokio::test]
async fn what_was_committed_is_there_after_opening_again() {
    on_each(|at| async move {
        people(&at.db).await?;
        at.db.close().await;
        let again = Db::open(&at.address).await?;
        again.migrate().await?;
        assert_eq!(again.kind(), at.db.kind());
        assert_eq!(users::find(&mut again.read().await?, user_id(1)).await?, Some(user(1)));
        again.close().await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_dropped_transaction_changes_nothing() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        users::create(&mut tx, &user(1), None, NOW).await?;
        drop(tx);
        assert_eq!(users::all(&mut at.db.read().await?).await?, []);
        // The next writer finds the way free.
        people(&at.db).await?;
        assert_eq!(users::all(&mut at.db.read().await?).await?.len(), 3);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_reader_sees_one_moment() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut reader = at.db.read().await?;
        assert_eq!(users::all(&mut reader).await?.len(), 3);
        let mut writer = at.db.write().await?;
        users::create(&mut writer, &user(4), None, NOW).await?;
        writer.commit().await?;
        assert_eq!(users::all(&mut reader).await?.len(), 3);
        drop(reader);
        assert_eq!(users::all(&mut at.db.read().await?).await?.len(), 4);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_reader_cannot_write() {
    on_each(|at| async move {
        let refused = users::create(&mut at.db.read().await?, &user(1), None, NOW).await;
        assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_writer_who_waits_too_long_is_told_that_the_database_is_busy() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut first = at.db.write().await?;
        plans::create(&mut first, project_id(1), &plan(), NOW).await?;
        first.commit().await?;
        let mut holder = at.db.write().await?;
        plans::lock_head(&mut holder, project_id(1)).await?;
        let waiting = async || plans::lock_head(&mut at.db.write().await?, project_id(1)).await;
        let waited = waiting().await;
        assert!(matches!(waited, Err(StoreError::Busy)), "{waited:?}");
        holder.commit().await?;
        assert_eq!(waiting().await?, Some(0));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn another_programs_lock_on_the_file_is_busy_too() {
    on_sqlite(|at| async move {
        let other = Db::open(&at.address).await?;
        let holder = other.write().await?;
        let waited = at.db.write().await.map(|_| ());
        assert!(matches!(waited, Err(StoreError::Busy)), "{waited:?}");
        drop(holder);
        other.close().await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_newer_database_is_refused_and_left_alone() {
    on_each(|at| async move {
        let copied = "insert into _sqlx_migrations (version, description, success, checksum,
                execution_time)
            select 99991231235959, 'from the future', success, checksum, execution_time
            from _sqlx_migrations limit 1";
        assert_eq!(at.tamper(copied).await?, 1);
        let refused = at.db.migrate().await;
        assert!(matches!(refused, Err(StoreError::NewerSchema)), "{refused:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_database_that_lacks_a_step_says_so_and_a_new_one_lacks_nothing() {
    on_each(|at| async move {
        assert!(!at.db.needs_migration().await?);
        let last = "delete from _sqlx_migrations
            where version = (select max(version) from _sqlx_migrations)";
        assert_eq!(at.tamper(last).await?, 1);
        assert!(at.db.needs_migration().await?);
        at.tamper("drop table _sqlx_migrations").await?;
        assert!(!at.db.needs_migration().await?);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn two_servers_may_migrate_at_once() {
    on_postgres(|at| async move {
        at.tamper("drop schema public cascade").await?;
        at.tamper("create schema public").await?;
        let second = Db::open(&at.address).await?;
        let (left, right) = tokio::join!(at.db.migrate(), second.migrate());
        left?;
        right?;
        people(&second).await?;
        second.close().await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_healthy_database_says_so() {
    on_each(|at| async move {
        at.db.check().await?;
        assert_eq!(at.db.damages().await?, Vec::<String>::new());
        let version = at.db.version().await?;
        assert!(version.starts_with(|first: char| first.is_ascii_digit()), "{version}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_backup_holds_what_was_committed_and_nothing_else() {
    on_each(|at| async move {
        people(&at.db).await?;
        let file = at.folder.join("备份 100%.db");
        let mut writer = at.db.write().await?;
        users::create(&mut writer, &user(4), None, LATER).await?;
        let done = at.db.backup_to(&file).await;
        writer.commit().await?;
        match at.db.kind() {
            Kind::Postgres => assert!(matches!(done, Err(StoreError::Unsupported)), "{done:?}"),
            Kind::Sqlite => {
                done?;
                let copy = Db::open(&format!("sqlite://{}", file.display())).await?;
                copy.migrate().await?;
                assert_eq!(users::all(&mut copy.read().await?).await?.len(), 3);
                assert_eq!(copy.damages().await?, Vec::<String>::new());
                copy.close().await;
                assert!(at.db.backup_to(&file).await.is_err(), "a backup overwrites nothing");
            }
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    on_sqlite(|at| async move {
        let file = at.folder.join("noise.db");
        std::fs::write(&file, "this is no database, however long one looks at it".repeat(99))?;
        let opened = Db::open(&format!("sqlite://{}", file.display())).await.map(|_| ());
        assert!(matches!(opened, Err(StoreError::Corrupt { .. })), "{opened:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_address_names_one_of_the_two_databases() {
    for address in ["", "accord.db", "mysql://localhost/accord", "postgres://[", "sqlite:accord"] {
        let opened = Db::open(address).await.map(|_| ());
        assert!(matches!(opened, Err(StoreError::Address)), "{address}: {opened:?}");
    }
}

#[tokio::test]
async fn nothing_is_there_at_first() {
    on_each(|at| async move {
        let mut tx = at.db.read().await?;
        assert_eq!(organisation::find(&mut tx).await?, None);
        assert_eq!(users::all(&mut tx).await?, []);
        tx.commit().await?;
        Ok(())
    })
    .await;
}
