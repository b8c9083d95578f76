import type { ThemeConfig } from 'antd';
import { FONT_PX, type Appearance } from './appearance.js';

/** Colours that read at ≥ 4.5 : 1 on white; the library's own red, blue and grey do not. */
export const COLOR = {
  primary: '#0958d9',
  primaryDark: '#003eb3',
  danger: '#cf1322',
  critical: '#a8071a',
  text: '#1f1f1f',
  weak: '#595959',
  line: '#e4e7ec',
} as const;

const CONTROL_PX = { compact: 28, standard: 32, relaxed: 38 } as const;

export function themeOf({ fontSize, density }: Appearance): ThemeConfig {
  return {
    token: {
      colorPrimary: COLOR.primary,
      colorInfo: COLOR.primary,
      colorLink: COLOR.primary,
      colorLinkHover: COLOR.primaryDark,
      colorLinkActive: COLOR.primaryDark,
      colorError: COLOR.danger,
      colorTextBase: COLOR.text,
      colorTextSecondary: COLOR.weak,
      colorTextTertiary: COLOR.weak,
      colorTextDescription: COLOR.weak,
      colorTextPlaceholder: '#6b6b6b',
      fontFamily: 'var(--font)',
      fontSize: FONT_PX[fontSize],
      controlHeight: CONTROL_PX[density] + FONT_PX[fontSize] - FONT_PX.standard,
      borderRadius: 4,
      // Without motion the library waits for no animation to end: with all durations at zero it sometimes waited for ever.
      motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
  };
}
