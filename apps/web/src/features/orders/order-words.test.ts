import { describe, expect, it } from 'vitest';
import { amountOf, bracketOf, yuan, type Order } from './order-words.js';

const order = (groupNo: string | null, visitNo = 'ZY1') => ({ groupNo, visitNo }) as Order;

describe('orders that are given together', () => {
  it('are joined by a bracket, and single ones are not', () => {
    const orders = [order('1'), order('1'), order('1'), order('2'), order(null), order(null), order('3'), order('3')];
    expect(orders.map((_, index) => bracketOf(orders, index))).toEqual(['┌', '│', '└', '', '', '', '┌', '└']);
  });

  it('are of one visit only, whatever their numbers', () => {
    const orders = [order('1', 'ZY1'), order('1', 'ZY2')];
    expect(orders.map((_, index) => bracketOf(orders, index))).toEqual(['', '']);
  });
});

describe('an amount', () => {
  it('of money has two decimals, and what is no number stays', () => {
    expect([yuan('124.6000'), yuan('0'), yuan('免费')]).toEqual(['124.60 元', '0.00 元', '免费']);
  });

  it('has its unit, or stands as what there is', () => {
    expect([amountOf('5', 'mg'), amountOf('2', null), amountOf(null, null)]).toEqual(['5 mg', '2', '—']);
  });
});
