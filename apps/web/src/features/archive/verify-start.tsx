import { QueryClientProvider } from '@tanstack/react-query';
import { queries } from '../../shared/api/api.js';
import { VerifyPage } from './verify-page.js';

/** The page of verification by itself, outside the shell. */
export function VerifyStart() {
  return (
    <QueryClientProvider client={queries}>
      <VerifyPage />
    </QueryClientProvider>
  );
}
