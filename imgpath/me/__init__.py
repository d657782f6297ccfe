"""The pages of one reader, made from the answers that their browser keeps."""
