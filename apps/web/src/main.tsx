import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from './shared/problem/error-boundary.js';
import { watchHands } from './shared/session/activity.js';
import { session } from './shared/session/session.js';
import { applyAppearance } from './shared/theme/appearance.js';
import './shared/theme/base.css';
import { Start } from './start.js';

applyAppearance();
watchHands();
void session.resume();
createRoot(document.getElementById('root') as HTMLElement).render(
  <ErrorBoundary scope="系统">
    <Start />
  </ErrorBoundary>,
);
