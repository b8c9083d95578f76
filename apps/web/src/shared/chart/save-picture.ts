import type { EChartsType } from 'echarts/core';

/** Twice the points of the screen: sharp on paper. */
const SCALE = 2;

/** Saves a drawn chart as a PNG on white. */
export async function savePicture(chart: EChartsType, name: string): Promise<void> {
  const picture = new Image();
  const [width, height] = [chart.getWidth(), chart.getHeight()];
  picture.width = width;
  picture.height = height;
  picture.src = chart.getDataURL({ type: 'svg' });
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
}
