// Frappe Gantt: a drawing of all bars, without a table.

import Gantt from 'frappe-gantt';
import './frappe.css';
import { PX, days, fit, load, zoomButtons } from './shared.js';

const place = fit();
const rows = await load();
const tasks = rows.map((row) => ({
  id: `t${row.id}`,
  name: row.name,
  start: row.from,
  end: row.to,
  progress: 0,
  dependencies: row.after.map((other) => `t${other}`).join(','),
}));
const chart = new Gantt(place, tasks, {
  view_mode: 'Week',
  column_width: 7 * PX.week,
  bar_height: 20,
  padding: 16,
  container_height: place.clientHeight,
  infinite_padding: false,
  move_dependencies: false,
  scroll_to: 'start',
});
zoomButtons((name) => {
  chart.options.column_width = name === 'week' ? 7 * PX.week : Math.round(30.4 * PX.month);
  chart.change_view_mode(name === 'week' ? 'Week' : 'Month');
});

globalThis.bench = {
  start: (id) => chart.get_task(`t${id}`)._start.getTime(),
  width: () => chart.$svg.getBoundingClientRect().width,
  scroll: (x, y) => chart.$container.scrollTo(x, y),
  top: () => chart.$container.scrollTop,
  lastRow: () => document.querySelector(`[data-id="t${rows.length}"]`) !== null,
};
