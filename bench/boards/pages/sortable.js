// SortableJS: four lists that share their cards. The copy under the pointer is its own, not the
// browser's, as on touch screens: the browser's own dragging takes no pointer moves.

import Sortable from 'sortablejs';
import './board.css';
import { fit, load } from './shared.js';

const place = fit();
const { columns, cards } = await load();
const root = document.createElement('div');
root.className = 'columns';
const lists = columns.map((name) => {
  const column = document.createElement('section');
  column.className = 'column';
  column.innerHTML = '<h3></h3><ul class="list"></ul>';
  column.firstChild.textContent = name;
  root.append(column);
  return column.lastChild;
});
for (const card of cards) lists[card.column].append(draw(card));
place.append(root);
for (const list of lists) {
  new Sortable(list, { group: 'cards', animation: 150, forceFallback: true, fallbackTolerance: 5 });
}

function draw(card) {
  const item = document.createElement('li');
  item.className = 'card';
  item.dataset.id = card.id;
  item.innerHTML =
    '<div class="top"><span></span><span>⋮</span></div>' +
    '<div class="name"></div><div class="foot"><span></span></div>';
  item.querySelector('.top span').textContent = `BEN-${card.id}`;
  item.querySelector('.name').textContent = card.name;
  item.querySelector('.foot span').textContent = `${card.to + 1} days`;
  return item;
}
