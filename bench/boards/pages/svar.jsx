// SVAR Gantt for React, open source edition: only what is in sight is drawn, no scheduling.

import { useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Gantt, Willow } from '@svar-ui/react-gantt';
import '@svar-ui/react-gantt/all.css';
import { DAY, PX, days, fit, load, zoomButtons } from './shared.js';

const ZOOMS = {
  week: {
    scales: [
      { unit: 'month', step: 1, format: '%F %Y' },
      { unit: 'week', step: 1, format: '%d' },
    ],
    cellWidth: 7 * PX.week,
  },
  month: {
    scales: [
      { unit: 'year', step: 1, format: '%Y' },
      { unit: 'month', step: 1, format: '%M' },
    ],
    cellWidth: Math.round(30.4 * PX.month),
  },
};
const COLUMNS = [
  { id: 'text', header: 'Task', width: 240 },
  { id: 'start', header: 'Start', width: 100 },
  { id: 'end', header: 'Finish', width: 100 },
  { id: 'duration', header: 'Days', width: 80 },
];

const place = fit();
const rows = await load();
let api;

function Chart() {
  const [zoom, setZoom] = useState('week');
  const tasks = useMemo(() => rows.map(asTask), []);
  const links = useMemo(() => rows.flatMap(asLinks), []);
  useEffect(() => zoomButtons(setZoom), []);
  return (
    <Willow fonts={false}>
      <Gantt
        init={(given) => {
          api = given;
        }}
        tasks={tasks}
        links={links}
        columns={COLUMNS}
        cellHeight={36}
        {...ZOOMS[zoom]}
      />
    </Willow>
  );
}

function asTask(row) {
  const start = days(row.from);
  const end = new Date(days(row.to).getTime() + DAY);
  const type = row.isSummary ? 'summary' : 'task';
  const { id, name: text, parent, isSummary: open } = row;
  return { id, text, parent, type, start, end, progress: 0, open };
}

function asLinks(row) {
  const link = (other) => ({
    id: `${other}-${row.id}`,
    source: other,
    target: row.id,
    type: 'e2s',
  });
  return row.after.map(link);
}

globalThis.bench = {
  start: (id) => api.getTask(id).start.getTime(),
  width: () => api.getState()._scales.width,
  scroll: (x, y) => {
    document.querySelector('.wx-gantt').scrollTop = y;
    document.querySelector('.wx-chart').scrollLeft = x;
  },
  top: () => document.querySelector('.wx-gantt').scrollTop,
  lastRow: () => document.querySelector(`.wx-row[data-id="${rows.length}"]`) !== null,
};
createRoot(place).render(<Chart />);
