use store::plans::{self, TaskRow};
use store::search::{self, Hits, TaskHit};
use store::{Reach, StoreError, Tx, clients};

use crate::database::on_each;
use crate::fixture::{NOW, client, client_id, firm, project_id, task_id, user_id};

fn row(number: u32, title: &str) -> TaskRow {
    TaskRow {
        id: task_id(number.into()),
        number,
        title: title.to_owned(),
        assignee: None,
        is_done: false,
    }
}

async fn found(tx: &mut Tx, reach: Reach, text: &str) -> Result<String, StoreError> {
    let Hits { projects, tasks, clients } = search::find(tx, reach, text, 10).await?;
    let projects = projects.into_iter().map(|(_, key, _)| key);
    let tasks = tasks.into_iter().map(|hit| format!("{}-{}", hit.project_key, hit.number));
    let clients = clients.into_iter().map(|(_, name)| name);
    Ok(projects.chain(tasks).chain(clients).collect::<Vec<_>>().join(" "))
}

#[tokio::test]
async fn one_or_two_chinese_characters_suffice_and_case_does_not_matter() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let rows = [row(1, "评审接口"), row(12, "接入 API 网关"), row(3, "写文档")];
        plans::index_tasks(&mut tx, project_id(1), &rows, &[]).await?;
        for (text, expected) in [
            ("接", "WMS-1 WMS-12"),
            ("接口", "WMS-1"),
            ("api", "WMS-12"),
            ("wms", "WMS WMS-1 WMS-3 WMS-12"),
            ("WMS-1", "WMS-1 WMS-12"),
            ("客户", "客户 1 客户 2"),
            (" 项目 2 ", "CRM"),
            ("没有", ""),
            ("", ""),
            ("  ", ""),
        ] {
            assert_eq!(found(&mut tx, Reach::All, text).await?, expected, "{text}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn wildcards_and_quotes_are_plain_characters() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let rows = [row(1, "100% done"), row(2, "a_b"), row(3, r"C:\temp"), row(4, "it's")];
        plans::index_tasks(&mut tx, project_id(1), &rows, &[]).await?;
        for (text, expected) in
            [("%", "WMS-1"), ("_", "WMS-2"), ("\\", "WMS-3"), ("'", "WMS-4"), ("a%b", "")]
        {
            assert_eq!(found(&mut tx, Reach::All, text).await?, expected, "{text}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nothing_is_found_beyond_the_readers_reach() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        clients::create(&mut tx, &client(3), user_id(3), NOW).await?;
        for number in 1..=2 {
            let rows = [row(1, "共同的标题")];
            plans::index_tasks(&mut tx, project_id(number), &rows, &[]).await?;
        }
        let all = found(&mut tx, Reach::All, "标题").await?;
        assert_eq!(all, "CRM-1 WMS-1");
        let mut of = async |number, text| found(&mut tx, Reach::Of(user_id(number)), text).await;
        assert_eq!(of(1, "标题").await?, "WMS-1");
        assert_eq!(of(2, "项目").await?, "CRM");
        assert_eq!(of(3, "标题").await?, "");
        assert_eq!(of(3, "项目").await?, "");
        assert_eq!(of(3, "客户").await?, "客户 3");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_index_follows_the_plan() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let rows = [row(1, "旧标题"), row(2, "旧标题")];
        plans::index_tasks(&mut tx, project_id(1), &rows, &[]).await?;
        let done =
            TaskRow { assignee: Some(user_id(2)), is_done: true, ..row(1, "新 \"标题\"") };
        plans::index_tasks(&mut tx, project_id(1), &[done], &[task_id(2)]).await?;
        let hits = search::find(&mut tx, Reach::All, "标题", 10).await?;
        let expected = TaskHit {
            id: task_id(1),
            project: project_id(1),
            project_key: "WMS".to_owned(),
            number: 1,
            title: "新 \"标题\"".to_owned(),
            is_done: true,
        };
        assert_eq!(hits.tasks, [expected]);
        plans::index_tasks(&mut tx, project_id(1), &[], &[]).await?;
        let assigned = TaskRow { assignee: Some(user_id(99)), ..row(1, "nobody's") };
        let nobody = plans::index_tasks(&mut tx, project_id(1), &[assigned], &[]).await;
        assert!(matches!(nobody, Err(StoreError::Reference)), "{nobody:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn thousands_of_tasks_are_indexed_at_once_and_found_up_to_the_limit() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let rows: Vec<_> = (1..=3000).map(|number| row(number, "批量任务")).collect();
        plans::index_tasks(&mut tx, project_id(1), &rows, &[]).await?;
        let hits = search::find(&mut tx, Reach::All, "批量", 5).await?;
        let numbers: Vec<_> = hits.tasks.iter().map(|hit| hit.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
        let gone: Vec<_> = rows.iter().map(|row| row.id).collect();
        plans::index_tasks(&mut tx, project_id(1), &[], &gone).await?;
        assert_eq!(search::find(&mut tx, Reach::All, "批量", 5).await?, Hits::default());
        assert_eq!(found(&mut tx, Reach::All, &client(1).name).await?, client(1).name);
        let hits = search::find(&mut tx, Reach::All, "客户 1", 5).await?;
        assert_eq!(hits.clients, [(client_id(1), "客户 1".to_owned())]);
        Ok(())
    })
    .await;
}
