// DHTMLX Gantt, community edition: smart rendering on, no scheduling, as it comes.

import { gantt } from 'dhtmlx-gantt';
import 'dhtmlx-gantt/codebase/dhtmlxgantt.css';
import { DAY, PX, days, fit, load, zoomButtons } from './shared.js';

const ZOOMS = {
  week: [[{ unit: 'month', format: '%F %Y' }, { unit: 'week', format: '%d' }], 7 * PX.week],
  month: [[{ unit: 'year', format: '%Y' }, { unit: 'month', format: '%M' }], 30.4 * PX.month],
};

function setZoom(name) {
  const [scales, width] = ZOOMS[name];
  gantt.config.scales = scales;
  gantt.config.min_column_width = width;
}

fit();
const rows = await load();
Object.assign(gantt.config, {
  row_height: 36,
  bar_height: 20,
  smart_rendering: true,
  static_background: true,
  drag_progress: false,
  open_tree_initially: true,
  grid_width: 520,
  columns: [
    { name: 'text', label: 'Task', tree: true, width: 250 },
    { name: 'duration', label: 'Days', width: 60 },
    { name: 'start_date', label: 'Start', width: 100 },
    { name: 'end_date', label: 'Finish', width: 100 },
  ],
});
setZoom('week');
gantt.init('chart');
const data = rows.map((row) => ({
  id: row.id,
  text: row.name,
  parent: row.parent,
  type: row.isSummary ? 'project' : 'task',
  start_date: days(row.from),
  end_date: new Date(days(row.to).getTime() + DAY),
  open: row.isSummary,
}));
const links = rows.flatMap((row) =>
  row.after.map((other) => ({
    id: `${other}-${row.id}`,
    source: other,
    target: row.id,
    type: '0',
  })),
);
gantt.parse({ data, links });
zoomButtons((name) => {
  setZoom(name);
  gantt.render();
});

globalThis.bench = {
  start: (id) => gantt.getTask(id).start_date.getTime(),
  width: () => gantt.getScale().full_width,
  scroll: (x, y) => gantt.scrollTo(x, y),
  top: () => gantt.getScrollState().y,
  lastRow: () => document.querySelector(`.gantt_row[data-task-id="${rows.length}"]`) !== null,
};
