-- What an imported line had besides: kept, and exported again.
ALTER TABLE deliveries ADD COLUMN extra TEXT;
