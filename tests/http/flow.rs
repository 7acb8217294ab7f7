//! The flow of work over the wire: what the history of a board tells.

use domain::TaskId;
use domain::plan::{PlanOp, Rank, TaskChange};
use serde_json::{Value, json};

use crate::firm::*;
use crate::kit::{World, call};

async fn told(world: &World, who: u128) -> Value {
    let body = json!({ "project": id(OWN) });
    let answer = world.send(call("/api/flow/open", &body).with(&team(who))).await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    answer.json()
}

/// The columns of the board from left to right, by their ids.
fn columns(told: &Value) -> Vec<Value> {
    let ageing = told["flow"]["ageing"].as_array().unwrap();
    ageing.iter().map(|column| column["column"].clone()).collect()
}

/// How many cards stand in each column today.
fn today(told: &Value) -> Vec<u64> {
    let bands = told["flow"]["cumulative"]["bands"].as_array().unwrap();
    let last = |band: &Value| band["cards"].as_array().unwrap().last().unwrap().as_u64().unwrap();
    bands.iter().map(last).collect()
}

async fn put(world: &World, op: u128, column: &Value) {
    let column = column.as_str().unwrap().parse().unwrap();
    let to = TaskChange::Card { column: Some(column), rank: Rank::between(None, None) };
    let change = PlanOp::change(TaskId(id(TASK)), to);
    let made = json!({ "id": id(op), "base": 0, "origin": { "view": "board" }, "op": change });
    let body = json!({ "project": id(OWN), "since": 0, "ops": [made] });
    let answer = world.send(call("/api/plan/submit", &body).with(&team(LEAD))).await;
    assert_eq!(answer.json()["refused"], json!([]), "{}", answer.text());
}

#[tokio::test]
async fn a_card_that_goes_over_the_board_is_counted_where_it_went() {
    let world = firm().await;
    let before = told(&world, MEMBER).await;
    let columns = columns(&before);
    assert_eq!(today(&before), [0, 1, 0, 0]);
    assert_eq!(before["flow"]["finished"], json!([]));
    assert_eq!(before["since"][0][0], json!(id(TASK)));
    put(&world, 801, &columns[2]).await;
    put(&world, 802, &columns[3]).await;
    let after = told(&world, MEMBER).await;
    assert_eq!(today(&after), [0, 0, 0, 1]);
    assert_eq!(after["flow"]["finished"][0]["task"], json!(id(TASK)));
    assert_eq!(after["flow"]["throughput"]["days"].as_array().unwrap().last(), Some(&json!(1)));
    assert_eq!(after["flow"]["ageing"][2]["stays"], 1);
    // What was opened again is not finished.
    put(&world, 803, &columns[1]).await;
    let again = told(&world, LEAD).await;
    assert_eq!((today(&again), &again["flow"]["finished"]), (vec![0, 1, 0, 0], &json!([])));
}
