// dnd kit with its sortable lists, after its example of several containers: the card changes lists
// while it is carried, and a copy of it follows the pointer.

import { memo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  DndContext,
  DragOverlay,
  PointerSensor,
  closestCorners,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Face, moved, stacksOf } from './cards.jsx';
import { fit, load } from './shared.js';

const place = fit();
const { columns, cards } = await load();
const byId = new Map(cards.map((card) => [card.id, card]));

function Card({ card }) {
  const sortable = useSortable({ id: card.id });
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = sortable;
  const style = {
    transform: transform ? `translate3d(${transform.x}px, ${transform.y}px, 0)` : undefined,
    transition,
    opacity: isDragging ? 0.4 : undefined,
  };
  return (
    <li
      className="card"
      data-id={card.id}
      ref={setNodeRef}
      style={style}
      {...attributes}
      {...listeners}
    >
      <Face card={card} />
    </li>
  );
}

const Column = memo(function Column({ name, at, stack }) {
  const { setNodeRef } = useDroppable({ id: `column-${at}` });
  return (
    <section className="column">
      <h3>{name}</h3>
      <SortableContext items={stack} strategy={verticalListSortingStrategy}>
        <ul className="list" ref={setNodeRef}>
          {stack.map((card) => (
            <Card key={card.id} card={card} />
          ))}
        </ul>
      </SortableContext>
    </section>
  );
});

function spotOf(stacks, id) {
  if (typeof id === 'string') {
    const column = Number(id.replace('column-', ''));
    return { column, place: stacks[column].length };
  }
  for (const [column, stack] of stacks.entries()) {
    const place = stack.findIndex((card) => card.id === id);
    if (place >= 0) return { column, place };
  }
  return null;
}

function Board() {
  const [stacks, setStacks] = useState(() => stacksOf(columns, cards));
  const [carried, setCarried] = useState(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const over = ({ active, over: target }) => {
    if (!target) return;
    setStacks((now) => {
      const [from, to] = [spotOf(now, active.id), spotOf(now, target.id)];
      return from.column === to.column ? now : moved(now, from, to);
    });
  };
  const end = ({ active, over: target }) => {
    setCarried(null);
    if (!target) return;
    setStacks((now) => {
      const [from, to] = [spotOf(now, active.id), spotOf(now, target.id)];
      const isSame = from.column === to.column && from.place === to.place;
      return isSame || from.column !== to.column ? now : moved(now, from, to);
    });
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCorners}
      onDragStart={({ active }) => setCarried(active.id)}
      onDragOver={over}
      onDragEnd={end}
      onDragCancel={() => setCarried(null)}
    >
      <div className="columns">
        {columns.map((name, at) => (
          <Column key={name} name={name} at={at} stack={stacks[at]} />
        ))}
      </div>
      <DragOverlay>
        {carried === null ? null : (
          <div className="card">
            <Face card={byId.get(carried)} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

createRoot(place).render(<Board />);
