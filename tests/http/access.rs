//! Who may use which route: the table `access.txt` against the server as it is.

use std::collections::BTreeMap;

use accord::server::router::routes;
use domain::ProjectId;
use serde_json::json;

use crate::firm::{self, *};
use crate::kit::{Answer, Ask, World, call, file, form, get, multipart, upload};
use crate::settled::{BASELINE, ITEM, lesser_people, settled};

/// One row a route: method, path, then for each thing that is asked about ten letters, one a
/// principal; below it the body.
const TABLE: &str = include_str!("access.txt");

/// The routes of the client's page as those ask who may do less there than the approver, about
/// their own project; bodies stand in the table above.
const LESSER: &str = include_str!("access_contacts.txt");

/// What is asked about: one's own project and client, those of others, and none at all.
const TARGETS: [Target; 3] = [
    Target {
        project: OWN,
        client: CLIENT,
        contact: CONTACT,
        user: MEMBER,
        task: TASK,
        message: MESSAGE,
        request: REQUEST,
        token: CONTACT,
        file: FILE,
        deliverable: DELIVERABLE,
    },
    Target {
        project: OTHER,
        client: OTHER_CLIENT,
        contact: OTHER_CONTACT,
        user: STRANGER,
        task: OTHER_TASK,
        message: OTHER_MESSAGE,
        request: OTHER_REQUEST,
        token: OTHER_CONTACT,
        file: OTHER_FILE,
        deliverable: OTHER_DELIVERABLE,
    },
    Target {
        project: 501,
        client: 502,
        contact: 503,
        user: 504,
        task: 505,
        message: 507,
        request: 508,
        token: 506,
        file: 509,
        deliverable: 510,
    },
];

#[derive(Clone, Copy)]
struct Target {
    project: u128,
    client: u128,
    contact: u128,
    user: u128,
    task: u128,
    message: u128,
    request: u128,
    token: u128,
    file: u128,
    deliverable: u128,
}

/// Who asks, in the order of the letters: nobody, administrator, lead, manager outside, member,
/// member outside, finance, sponsor, contact of the project, contact of another project.
fn principals() -> [(String, u128); 10] {
    let people = [ADMINISTRATOR, LEAD, OUTSIDER, MEMBER, STRANGER, FINANCE, SPONSOR];
    let mut all = vec![(String::new(), 0)];
    all.extend(people.map(|number| (team(number), number)));
    all.extend([CONTACT, OTHER_CONTACT].map(|number| (firm::contact(number), number)));
    all.try_into().expect("ten of them")
}

/// A row of the table.
struct Row {
    expected: Vec<String>,
    body: String,
}

fn table() -> BTreeMap<String, Row> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut last = String::new();
    for line in lines {
        if let Some(body) = line.strip_prefix("  ") {
            rows.get_mut(&last).expect("a body stands below its route").body = body.to_owned();
            continue;
        }
        let mut words = line.split_whitespace().map(str::to_owned);
        last = format!("{} {}", words.next().unwrap(), words.next().unwrap());
        let row = Row { expected: words.collect(), body: String::new() };
        assert!(rows.insert(last.clone(), row).is_none(), "{last} has two rows");
    }
    rows
}

/// A route, asked as somebody about something.
fn ask(route: &str, body: &str, target: Target, who: &(String, u128)) -> Ask {
    let (method, path) = route.split_once(' ').unwrap();
    let path = match path {
        "/p/{token}" => path.replace("{token}", "{magic}"),
        // The client reads what was published.
        "/portal/{project}/minutes/{minutes}" => path.replace("{minutes}", "{shown_minutes}"),
        "/invitation/{token}" if target.project == OWN => path.replace("{token}", "invitation"),
        other => other.replace("{token}", "nothing"),
    };
    let (path, body) = (filled(&path, target, who), filled(body, target, who));
    let ask = match method {
        "GET" => get(&path),
        _ if path.starts_with("/api/") && body.is_empty() => call(&path, &json!({})),
        _ if path.starts_with("/api/") => call(&path, &body.parse().unwrap()),
        _ if path.starts_with("/portal/") && path.ends_with("/messages") => {
            multipart(&path, &[("body", body.as_str())])
        }
        _ if path.ends_with("/plan-file") || path.ends_with("/contacts-file") => {
            file(&format!("{path}?name=plan.csv&apply=true"), body.replace("\\n", "\n").as_bytes())
        }
        _ if path.ends_with("/files") => {
            upload(&path, &[("note.txt", "text/plain", body.as_bytes())])
        }
        _ => form(&path, &body),
    };
    ask.with(&who.0)
}

/// A text with the ids of what somebody asks about in its gaps.
fn filled(text: &str, target: Target, who: &(String, u128)) -> String {
    // One's own session for one's own things, and somebody else's for those of others.
    let session = match target.project {
        OWN => 700 + who.1,
        OTHER => 700 + OTHER_LEAD,
        other => other + 400,
    };
    text.replace("{project}", &id(target.project).to_string())
        .replace("{client}", &id(target.client).to_string())
        .replace("{contact}", &id(target.contact).to_string())
        .replace("{delegate}", &id(target.contact + 1).to_string())
        .replace("{contract}", &id(target.client + CONTRACT).to_string())
        .replace("{stakeholder}", &id(target.client + STAKEHOLDER).to_string())
        .replace("{entry}", &id(target.client + ENTRY).to_string())
        .replace("{promise}", &id(target.client + PROMISE).to_string())
        .replace("{delegation}", &id(target.client + DELEGATION).to_string())
        .replace("{user}", &id(target.user).to_string())
        .replace("{task}", &id(target.task).to_string())
        .replace("{request}", &id(target.request).to_string())
        .replace("{number}", "1")
        .replace("{goal}", &id(target.project + GOAL).to_string())
        .replace("{scope_item}", &id(target.project + SCOPE_ITEM).to_string())
        .replace("{handover_item}", &id(target.project + HANDOVER_ITEM).to_string())
        .replace("{open_point}", &id(target.project + OPEN_POINT).to_string())
        .replace("{requirement}", &id(requirement(target.project)).to_string())
        .replace("{elicitation}", &id(elicitation(target.project)).to_string())
        .replace("{answer}", &id(answer(target.project)).to_string())
        .replace("{risk}", &id(risk_of(target.project)).to_string())
        .replace("{message}", &id(target.message).to_string())
        .replace("{file}", &id(target.file).to_string())
        .replace("{deliverable}", &id(target.deliverable).to_string())
        .replace("{session}", &id(session).to_string())
        .replace("{change}", &id(change_of(target.project)).to_string())
        .replace("{change_option}", &id(change_option_of(target.project)).to_string())
        .replace("{change_step}", &id(change_step_of(target.project)).to_string())
        .replace("{item}", &id(target.project + ITEM).to_string())
        .replace("{baseline}", &id(target.project + BASELINE).to_string())
        .replace("{kind}", "scope")
        .replace("{subject}", &id(target.project).to_string())
        .replace("{minutes}", &id(minutes_of(target.project)).to_string())
        .replace("{shown_minutes}", &id(shown_minutes_of(target.project)).to_string())
        .replace("{reached}", &id(reached_of(target.project)).to_string())
        .replace("{action}", &id(action_of(target.project)).to_string())
        .replace("{new}", &id(999).to_string())
        .replace("{who}", &who.1.to_string())
        .replace("{magic}", &format!("magic-{}", target.token))
        .replace("{*name}", "nothing.js")
}

const fn letter(status: u16) -> char {
    match status {
        200 => '2',
        303 => '3',
        401 => '1',
        403 => 'F',
        404 => 'N',
        409 => 'C',
        410 => 'G',
        422 => 'U',
        426 => 'W',
        _ => '?',
    }
}

/// The answer without what differs from request to request: what was asked for, the nonce.
fn blurred(answer: &Answer) -> String {
    let mut text = format!("{} {:?} {}", answer.status, answer.headers, answer.text());
    let nonce = answer.nonce();
    if !nonce.is_empty() {
        text = text.replace(&nonce, "NONCE");
    }
    for target in &TARGETS[1..] {
        let Target { project, client, contact, user, task, token, .. } = *target;
        let Target { message, request, file, deliverable, .. } = *target;
        let all = [project, client, contact, user, task, message, request, file, deliverable];
        for number in all {
            text = text.replace(&id(number).to_string(), "ID");
        }
        text = text.replace(&format!("magic-{token}"), "TOKEN");
    }
    text
}

/// Asks a route as everyone about one thing.
async fn letters(
    world: &mut World,
    (route, body): (&str, &str),
    target: Target,
    whoever: &[(String, u128)],
) -> Vec<Answer> {
    let mut answers = Vec::new();
    for who in whoever {
        let answer = world.send(ask(route, body, target, who)).await;
        assert!(!answer.status.is_server_error(), "{route} as {who:?}: {}", answer.status);
        if !route.starts_with("GET") && answer.status.as_u16() < 400 {
            *world = settled().await;
        }
        answers.push(answer);
    }
    answers
}

#[tokio::test]
async fn every_route_is_answered_as_the_table_says() {
    let table = table();
    let routes: Vec<String> =
        routes().iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    let missing: Vec<_> = routes.iter().filter(|route| !table.contains_key(*route)).collect();
    assert!(missing.is_empty(), "routes without a row: {missing:#?}");
    let dead: Vec<_> = table.keys().filter(|route| !routes.contains(route)).collect();
    assert!(dead.is_empty(), "rows without a route: {dead:#?}");
    let mut world = settled().await;
    let (mut found, mut wrong) = (String::new(), 0);
    for (route, row) in &table {
        let mut groups = Vec::new();
        let mut answers = Vec::new();
        for target in TARGETS.iter().take(row.expected.len()) {
            let asked = (route.as_str(), row.body.as_str());
            let asked = letters(&mut world, asked, *target, &principals()).await;
            groups.push(asked.iter().map(|answer| letter(answer.code())).collect::<String>());
            answers.push(asked);
        }
        if groups != row.expected && row.expected != ["any"] {
            wrong += 1;
            found.push_str(&format!("{route} {}\n", groups.join(" ")));
        }
        if answers.len() == 3 {
            check_hidden(route, &answers);
        }
    }
    assert_eq!(wrong, 0, "these answers differ from the table:\n{found}");
}

/// Whoever has the client's page open and is not its approver: on that page as the second table
/// says, and everywhere else as the approver, who is nobody there.
#[tokio::test]
async fn those_who_may_less_on_the_clients_page_do_less() {
    let lines = LESSER.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let lesser: BTreeMap<&str, &str> = lines.filter_map(|line| line.rsplit_once(' ')).collect();
    let mut world = settled().await;
    let mut found = String::new();
    for (route, row) in table() {
        let Some(own) = row.expected.first().filter(|own| own.len() == principals().len()) else {
            continue;
        };
        let (_, path) = route.split_once(' ').unwrap();
        let expected = match lesser.get(route.as_str()) {
            Some(letters) => (*letters).to_owned(),
            None if path.starts_with("/portal/") => "(no row)".to_owned(),
            None => own[8..9].repeat(lesser_people().len()),
        };
        let asked = (route.as_str(), row.body.as_str());
        let answers = letters(&mut world, asked, TARGETS[0], &lesser_people()).await;
        let told: String = answers.iter().map(|answer| letter(answer.code())).collect();
        if told != expected {
            found.push_str(&format!("{route} {told}, not {expected}\n"));
        }
    }
    assert_eq!(found, "", "these answers differ from the table");
}

/// What is not visible answers like what does not exist, byte for byte. The page of the other
/// project is not hidden from that project's contact, the last of the principals.
fn check_hidden(route: &str, answers: &[Vec<Answer>]) {
    let is_at_home = |at: usize| route.contains(" /portal/{project}") && at + 1 == answers[1].len();
    for (at, (hidden, missing)) in answers[1].iter().zip(&answers[2]).enumerate() {
        if hidden.code() == 404 && !is_at_home(at) {
            let name = format!("{route} tells what is hidden from what is not there");
            assert_eq!(blurred(hidden), blurred(missing), "{name}");
        }
    }
}

#[tokio::test]
async fn a_page_of_a_hidden_project_says_no_more_than_one_of_none() {
    const PAGES: [&str; 15] = [
        "",
        "/board",
        "/gantt",
        "/list",
        "/calendar",
        "/import",
        "/flow",
        "/scope",
        "/requirements",
        "/risks",
        "/changes",
        "/messages",
        "/deliverables",
        "/agreements",
        "/portal",
    ];
    let world = firm().await;
    for page in PAGES {
        for who in [team(LEAD), team(MEMBER), team(STRANGER)] {
            let mut texts = Vec::new();
            for target in [TARGETS[1], TARGETS[2]] {
                let project = ProjectId(id(target.project));
                let ask = get(&format!("/projects/{project}{page}")).with(&who);
                let answer = world.send(ask).await;
                texts.push(blurred(&answer));
            }
            assert_eq!(texts[0], texts[1], "{page} as {who}");
        }
    }
}
