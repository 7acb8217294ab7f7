// Clients, projects and plans that the specs work on.

import { newId } from './account.mjs';

/** The titles of the small plan, row by row. */
const TITLES = {
  en: [
    'Racks',
    'Survey the halls',
    'Draw the racks',
    'Order the racks',
    'Racks ordered',
    'Moving in',
    'Train the team',
    'Move the stock',
    'Handover',
  ],
  'zh-CN': [
    '货架',
    '勘测库房',
    '绘制货架',
    '订购货架',
    '货架已订购',
    '入驻',
    '培训团队',
    '搬运库存',
    '现场交接',
  ],
};

/** A small plan: nine rows, two summaries, two milestones, one chain through all of it. */
export function warehouse(language) {
  const title = TITLES[language];
  return [
    'ID,Task Name,Duration,Predecessors,Outline Level,Milestone',
    `1,${title[0]},,,1,`,
    `2,${title[1]},3 days,,2,`,
    `3,${title[2]},5 days,2,2,`,
    `4,${title[3]},2 days,3,2,`,
    `5,${title[4]},0 days,4,2,Yes`,
    `6,${title[5]},,,1,`,
    `7,${title[6]},4 days,5,2,`,
    `8,${title[7]},3 days,7,2,`,
    `9,${title[8]},0 days,8,2,Yes`,
  ].join('\n');
}

/** The small plan in English. */
export const WAREHOUSE = warehouse('en');

/** A plan of many tasks, in chains of ten. */
export function largePlan(count) {
  const row = (at) => `${at},Step ${at},2 days,${at % 10 === 1 ? '' : at - 1}`;
  const rows = Array.from({ length: count }, (_, at) => row(at + 1));
  return ['ID,Task Name,Duration,Predecessors', ...rows].join('\n');
}

/** A small plan as Microsoft Project writes it. */
export const MSPDI = `<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
  <Title>Pilot line</Title>
  <StartDate>2026-03-02T09:00:00</StartDate>
  <ScheduleFromStart>1</ScheduleFromStart>
  <CalendarUID>1</CalendarUID>
  <MinutesPerDay>480</MinutesPerDay>
  <MinutesPerWeek>2400</MinutesPerWeek>
  <Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar></Calendar></Calendars>
  <Tasks>
    ${mspdiTask(1, 1, 'Preparation', 40, '<Summary>1</Summary>')}
    ${mspdiTask(2, 2, 'Agree on the layout', 16, '')}
    ${mspdiTask(3, 2, 'Order the belts', 24, mspdiAfter(2))}
    ${mspdiTask(4, 1, 'Line runs', 0, `<Milestone>1</Milestone>${mspdiAfter(3)}`)}
  </Tasks>
</Project>`;

function mspdiTask(uid, level, name, hours, more) {
  return (
    `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>${name}</Name>` +
    `<OutlineLevel>${level}</OutlineLevel><Duration>PT${hours}H0M0S</Duration>` +
    `<DurationFormat>7</DurationFormat>${more}</Task>`
  );
}

function mspdiAfter(uid) {
  return (
    `<PredecessorLink><PredecessorUID>${uid}</PredecessorUID><Type>1</Type>` +
    '<LinkLag>0</LinkLag><LagFormat>7</LagFormat></PredecessorLink>'
  );
}

/** Makes a project for a new client; its plan is empty. */
export async function makeProject(account, given = {}) {
  const { name = 'Warehouse', key = 'WMS', client = 'Harbour Trade', members = [] } = given;
  const { contacts = [], language = 'en', start = '2026-03-02' } = given;
  const [project, firm] = [newId(), newId()];
  const draft = { kind: 'company', stage: 'active', note: '' };
  await account.call('clients/create', { id: firm, draft: { ...draft, name: client } });
  const readers = [];
  for (const contact of contacts) {
    const id = newId();
    const person = { name: contact, title: '', email: '', phone: '', role: 'approver' };
    await account.call('clients/add_contact', { client: firm, id, draft: person });
    readers.push(id);
  }
  const methods = ['waterfall', 'waterfall', 'agile', 'waterfall', 'waterfall'];
  const project_draft = {
    client: firm,
    key,
    name,
    methods,
    start,
    has_chinese_holidays: false,
    members,
    contacts: readers,
  };
  const made = { id: project, draft: project_draft, client: null, language };
  await account.call('new_project/create', { new: made });
  return { id: project, client: firm, contacts: readers };
}

/** Makes a project with a plan. */
export async function makePlan(account, csv = WAREHOUSE, given = {}) {
  const project = await makeProject(account, given);
  await account.importPlan(project.id, 'plan.csv', csv);
  return project;
}
